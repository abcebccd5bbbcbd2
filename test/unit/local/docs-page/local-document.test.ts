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

it('has one way to give a token', () => {
  expect(local.security).toEqual([{ accessToken: [] }]);
  expect(Object.keys(local.components.securitySchemes)).toEqual(['accessToken']);
});

it('has no pattern that only excludes control characters, and all others', () => {
  const idle = '^[^\\x00-\\x1f\\x7f-\\x9f]*$';
  const patternsOf = (schemas: object) =>
    [...JSON.stringify(schemas).matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)].map(
      ([, pattern = '']) => JSON.parse(pattern) as string,
    );
  const all = patternsOf(document.components.schemas);
  expect(all).toContain(idle);
  const others = all.filter((pattern) => pattern !== idle);
  expect(patternsOf(local.components.schemas)).toEqual(others);
  expect(others.length).toBeGreaterThan(5);
});

it('leaves the rest as it is', () => {
  const { servers: _, security: __, components, ...rest } = document;
  expect(local).toMatchObject(rest);
  expect(Object.keys(local.components.schemas)).toEqual(Object.keys(components.schemas));
});
