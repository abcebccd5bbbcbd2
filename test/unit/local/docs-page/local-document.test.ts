import { expect, it } from 'vitest';
import document from '../../../../docs/openapi.json' with { type: 'json' };
import { toLocalDocument } from '../../../../local/docs-page/local-document.ts';

const TOKEN_ENDPOINT = 'http://127.0.0.1:3001/token';
const local = toLocalDocument(document, TOKEN_ENDPOINT) as unknown as typeof document;

it('sends requests to where the page comes from, with a token to click for or to paste', () => {
  expect(local.servers).toEqual([{ url: '/', description: 'This local run' }]);
  expect(local.components.securitySchemes.accessToken).toMatchObject({
    type: 'http',
    scheme: 'bearer',
    description: expect.stringContaining(TOKEN_ENDPOINT),
  });
});

it('fills in the sample customer, but no header that changes what a repeat does', () => {
  const { parameters } = local.paths['/v1/customers/{customerId}'].put;
  expect(parameters.filter((one) => 'example' in one).map(({ name }) => name)).toEqual([
    'customerId',
  ]);
});

it('leaves the rest as it is', () => {
  const { paths: _, servers: __, components, ...rest } = document;
  expect(local).toMatchObject({ ...rest, components: { schemas: components.schemas } });
});
