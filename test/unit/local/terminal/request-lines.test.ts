import { expect, it } from 'vitest';
import { createRequestLines } from '../../../../local/terminal/request-lines.ts';

const REQUEST = { method: 'PUT', path: '/v1/customers/1', durationMs: 12.4, requestId: 'r1' };

function linesOf(logged: readonly unknown[], status: number): string[] {
  const lines: string[] = [];
  const { onLog, onRequest } = createRequestLines((line) => lines.push(line));
  for (const one of logged) onLog(`${typeof one === 'string' ? one : JSON.stringify(one)}\n`);
  onRequest({ ...REQUEST, status });
  return lines;
}

const logged = (fields: object) => ({
  level: 'INFO',
  message: 'request',
  requestId: 'r1',
  ...fields,
});

it('shows a request with the DynamoDB calls of its log line', () => {
  expect(linesOf([logged({ attempts: 1 })], 200)).toEqual([
    'PUT /v1/customers/1 200  12 ms  1 DynamoDB call',
  ]);
});

it('shows why a request was refused', () => {
  expect(linesOf([logged({ attempts: 2, errorCode: 'CUSTOMER_NOT_FOUND' })], 404)).toEqual([
    'PUT /v1/customers/1 404  12 ms  2 DynamoDB calls  CUSTOMER_NOT_FOUND',
  ]);
});

it('shows why a token was refused', () => {
  const line = logged({ attempts: 0, errorCode: 'UNAUTHENTICATED', reason: 'ERR_JWT_EXPIRED exp' });
  expect(linesOf([line], 401)).toEqual([
    'PUT /v1/customers/1 401  12 ms  0 DynamoDB calls  UNAUTHENTICATED  ERR_JWT_EXPIRED exp',
  ]);
});

it('shows a request that never reached the function, or that the log level hides', () => {
  const another = logged({ requestId: 'r2', attempts: 1 });
  expect(linesOf([another], 404)).toEqual(['PUT /v1/customers/1 404  12 ms']);
});

it('shows which route there is where a request has none', () => {
  const lines: string[] = [];
  const otherRoutes = ['PUT /v1/customers/{customerId}'];
  createRequestLines((line) => lines.push(line)).onRequest({
    ...REQUEST,
    status: 404,
    otherRoutes,
  });
  expect(lines).toEqual([
    'PUT /v1/customers/1 404  12 ms  no such route; there is PUT /v1/customers/{customerId}',
  ]);
});

it('shows the names and frames of a fault and of its causes', () => {
  const cause = { name: 'TimeoutError', code: 'ETIMEDOUT', frames: ['    at b (b.ts:2)'] };
  const fault = {
    name: 'ProblemError',
    frames: ['    at a (file:///tmp/x-1/asset.0f1/index.mjs:2:3)'],
    cause,
  };
  const line = logged({ attempts: 3, errorCode: 'SERVICE_UNAVAILABLE', fault });
  expect(linesOf([line], 503).join('\n').split('\n')).toEqual([
    'PUT /v1/customers/1 503  12 ms  3 DynamoDB calls  SERVICE_UNAVAILABLE',
    '    ProblemError',
    '        at a (index.mjs:2:3)',
    '    caused by TimeoutError (ETIMEDOUT)',
    '        at b (b.ts:2)',
  ]);
});

it('shows whatever else the function writes', () => {
  const fault = { name: 'TypeError', frames: [] };
  const unreachable = { level: 'ERROR', message: 'key set unreachable', fault };
  expect(linesOf([unreachable, 'no JSON at all', '7'], 200)).toEqual([
    'ERROR key set unreachable\n    TypeError',
    'no JSON at all',
    '7',
    'PUT /v1/customers/1 200  12 ms',
  ]);
});
