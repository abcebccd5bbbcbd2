import { describe, expect, it } from 'vitest';
import { decodePath, matchRoute } from '../../../../local/api-gateway/http-api-route.ts';

const ROUTES = ['PUT /v1/customers/{customerId}'];

describe('decodePath', () => {
  it.each([
    ['/v1/customers/a?b=/c', '/v1/customers/a'],
    ['/v1/customers/%C3%A9%20b', '/v1/customers/é b'],
    ['/v1/customers/a%2Fb', '/v1/customers/a/b'],
    ['/v1/customers/%', undefined],
    ['/v1/customers/%zz', undefined],
    ['/v1/customers/%ff', undefined],
    ['*', '*'],
  ])('%s → %s', (url, path) => {
    expect(decodePath(url)).toBe(path);
  });
});

describe('matchRoute', () => {
  it('finds the route and its parameters', () => {
    expect(matchRoute(ROUTES, 'PUT', '/v1/customers/a b')).toEqual({
      routeKey: ROUTES[0],
      path: '/v1/customers/a b',
      pathParameters: { customerId: 'a b' },
    });
  });

  it.each([
    ['GET', '/v1/customers/a'],
    ['PUT', '/v1/customers'],
    ['PUT', '/v1/customers/'],
    ['PUT', '/v1/customers/a/'],
    ['PUT', '/v1/customers/a/b'],
    ['PUT', '/V1/customers/a'],
    ['PUT', '//v1/customers/a'],
    ['OPTIONS', '*'],
    ['PUT', ''],
  ])('knows no route for %s %s', (method, path) => {
    expect(matchRoute(ROUTES, method, path)).toBeUndefined();
  });
});
