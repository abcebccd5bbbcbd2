import createClient from 'openapi-fetch';
import type { paths } from './client/schema.ts';

const { API = '', TOKEN = '', CUSTOMER = '' } = process.env;
const client = createClient<paths>({
  baseUrl: API,
  headers: { authorization: `Bearer ${TOKEN}` },
});
const params = { path: { customerId: CUSTOMER } };

const { data: customer } = await client.PUT('/v1/customers/{customerId}', {
  params,
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

const { error: problem } = await client.PUT('/v1/customers/{customerId}', {
  params,
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
