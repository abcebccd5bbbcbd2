import { DEFAULT_SCOPE } from '../../lambda/config.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { toCustomerSchemas } from './customer-schema.ts';
import { headers } from './headers.ts';
import { problemSchemas } from './problem-schemas.ts';
import { parameters, requestBody } from './request.ts';
import { toRequestSchemas } from './request-schemas.ts';
import { toResponses } from './responses.ts';

const LOCAL_API = 'http://127.0.0.1:3000';
const LOCAL_TOKENS = 'http://127.0.0.1:3001/token';

/** The OpenAPI document, generated from the schemas and tables that the function itself uses. */
export function toOpenApi() {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Customer profile update',
      version: packageJson.version,
      summary: 'Updates the profile of an individual customer, all of it or nothing.',
      description:
        'Send what is to change, as JSON: {"primaryPhoneNumber": {"extension": "31"}} changes the extension and leaves the number as it is. null clears an optional property; addresses are added, never replaced; {} changes nothing and returns the customer. Requests may be repeated and sent concurrently. Checks are made in this order, and the first failure answers: 401, 403, 415, 413, 400, 404, 422 for a reused Idempotency-Key, 412, 422 for rules that need the stored customer, 409.',
      contact: { name: 'The team that runs this API', email: 'team@example.com' },
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: LOCAL_API, description: 'The local run (npm start)', 'x-internal': true }],
    tags: [{ name: 'Customers', description: 'Individual customers of the platform.' }],
    security: [{ accessToken: [DEFAULT_SCOPE] }, { bearerToken: [] }],
    paths: {
      '/v1/customers/{customerId}': {
        put: {
          operationId: 'updateCustomer',
          tags: ['Customers'],
          summary: 'Update an individual customer',
          description:
            'Changes what the body names and leaves the rest as it is; adds addresses. A body that names nothing to change returns the customer as it is.',
          parameters,
          requestBody,
          responses: toResponses(),
        },
      },
    },
    components: {
      schemas: { ...toRequestSchemas(), ...toCustomerSchemas(), ...problemSchemas },
      headers,
      securitySchemes: {
        accessToken: {
          type: 'oauth2',
          description:
            'A JWT from the configured issuer for the configured audience, sent as Authorization: Bearer and verified as RFC8725 recommends. The token URL here is that of the local run.',
          flows: {
            clientCredentials: {
              tokenUrl: LOCAL_TOKENS,
              scopes: { [DEFAULT_SCOPE]: 'Change customers.' },
            },
          },
        },
        bearerToken: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description:
            'The same access token, verified in the same way (RFC8725), for tools that do not request one themselves.',
        },
      },
    },
  };
}
