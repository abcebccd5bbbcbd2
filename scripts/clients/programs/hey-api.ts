import { updateCustomer } from './client/index.ts';

const { API = '', TOKEN = '', CUSTOMER = '' } = process.env;
const to = { baseUrl: API, auth: TOKEN, path: { customerId: CUSTOMER } };

const { data: customer } = await updateCustomer({
  ...to,
  body: {
    middleName: null,
    primaryPhoneNumber: { extension: '31' },
    addresses: [
      {
        type: 'SHIPPING',
        name: { firstName: 'Ada', lastName: 'Lovelace' },
        streetLine1: '12 St James Sq',
        zipCode: 'SW1Y',
      },
    ],
  },
});
if (!customer) throw new Error('The change was refused.');
const shipments = customer.addresses.filter((address) => address.type === 'SHIPPING');
const name = shipments.at(-1)?.name;

const { error: problem } = await updateCustomer({
  ...to,
  body: { addresses: [{ id: 'none', remove: true }] },
});
if (!problem || !('errorCode' in problem)) throw new Error('It was not refused.');

console.log(
  JSON.stringify({
    extension: customer.primaryPhoneNumber.extension,
    middleName: customer.middleName,
    name: `${name?.firstName} ${name?.lastName}`,
    errorCode: problem.errorCode,
    path: problem.errors?.[0]?.path,
  }),
);
