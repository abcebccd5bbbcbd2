import { Configuration, CustomersApi, ProblemFromJSON, ResponseError } from './client/index.ts';

const { API = '', TOKEN = '', CUSTOMER: customerId = '' } = process.env;
// For OAuth schemes this generator sends the token without the prefix "Bearer".
const api = new CustomersApi(new Configuration({ basePath: API, accessToken: `Bearer ${TOKEN}` }));

const customer = await api.updateCustomer({
  customerId,
  customerUpdate: {
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
const shipments = customer.addresses.filter((address) => address.type === 'SHIPPING');
const name = shipments.at(-1)?.name;

const problem = await api
  .updateCustomer({
    customerId,
    customerUpdate: { addresses: [{ id: 'none', remove: true }] },
  })
  .then(
    () => {
      throw new Error('It was not refused.');
    },
    async (error: unknown) => {
      if (!(error instanceof ResponseError)) throw error;
      return ProblemFromJSON(await error.response.json());
    },
  );

console.log(
  JSON.stringify({
    extension: customer.primaryPhoneNumber.extension,
    middleName: customer.middleName,
    name: `${name?.firstName} ${name?.lastName}`,
    errorCode: problem.errorCode,
    path: problem.errors?.[0]?.path,
  }),
);
