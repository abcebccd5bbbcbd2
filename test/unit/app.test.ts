import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type AppDeps, createApp } from '../../lambda/app.ts';
import { loadConfig } from '../../lambda/config.ts';
import type { StoredCustomer } from '../../lambda/customer/stored-customer.ts';
import type { RequestRecord } from '../../lambda/middleware/request-log.ts';
import { createKey, ISSUER, token } from '../support/raw-issuer.ts';
import { AUDIENCE } from '../support/test-app.ts';

const CUSTOMER_ID = '0e01f271-80b1-4724-b5dc-6959c7cd88dc';
const key = createKey('ES256', 'ec');
const item: StoredCustomer = { id: CUSTOMER_ID, type: 'INDIVIDUAL', version: 7 };
let clockMs = 1_000;

const config = loadConfig({
  TABLE_NAME: 'customers',
  JWT_ISSUER: ISSUER,
  JWT_AUDIENCE: AUDIENCE,
  JWKS_URI: 'https://issuer.example.com/jwks',
});

async function put(deps: Partial<AppDeps> = {}, remainingMs = 15_000) {
  const lines: Record<string, unknown>[] = [];
  const write = (_: string, fields: Record<string, unknown>) => void lines.push(fields);
  const app = createApp({
    config,
    getKey: async () => key.publicKey,
    updateItem: async () => ({ updated: item }),
    backOff: async () => {},
    now: () => new Date(),
    monotonicNow: () => clockMs,
    newId: () => 'made up',
    log: { info: write, error: write },
    ...deps,
  });
  const event = {
    version: '2.0',
    headers: { authorization: `Bearer ${token(key)}`, 'content-type': 'application/json' },
    pathParameters: { customerId: CUSTOMER_ID },
    requestContext: { requestId: 'request-1', http: { method: 'PUT' } },
    body: '{"firstName":"Ann"}',
    isBase64Encoded: false,
  };
  const context = { getRemainingTimeInMillis: () => remainingMs };
  const answer = await app(event, context as never);
  return { answer, lines, record: (context as unknown as { record: RequestRecord }).record };
}

beforeEach(() => {
  clockMs = 1_000;
  vi.spyOn(AbortSignal, 'timeout');
});
afterEach(() => vi.restoreAllMocks());

it.each([
  { spent: 0, remaining: 15_000, budget: 8_000 },
  { spent: 234.5, remaining: 15_000, budget: 7_765 },
  { spent: 0, remaining: 3_000, budget: 2_500 },
  { spent: 0, remaining: 400, budget: 0 },
  { spent: 8_100, remaining: 15_000, budget: 0 },
])(
  'DynamoDB has $budget ms where $spent ms are spent and Lambda leaves $remaining ms',
  async ({ spent, remaining, budget }) => {
    const getKey = async () => {
      clockMs += spent;
      return key.publicKey;
    };
    await put({ getKey }, remaining);
    expect(AbortSignal.timeout).toHaveBeenCalledExactlyOnceWith(budget);
  },
);

it('adds up the attempts of every UpdateItem in the line of the log', async () => {
  let updates = 0;
  const updateItem: AppDeps['updateItem'] = async (_, { onAttempts }) => {
    onAttempts(2);
    updates += 1;
    return updates === 1 ? { rejected: item } : { updated: item };
  };
  const { lines, record } = await put({ updateItem });
  expect(lines).toMatchObject([{ attempts: 4, status: 200, changed: ['firstName'] }]);
  expect(record).toMatchObject({ attempts: 4, updates: 2, replayed: false });
});

it('answers 503 and when to come again where the key cannot be had for an unknown reason', async () => {
  const { answer } = await put({ getKey: () => Promise.reject(new Error('odd')) });
  expect(answer).toMatchObject({ statusCode: 503, headers: { 'retry-after': '5' } });
});

it('logs the time that a request took in milliseconds, to a thousandth', async () => {
  const updateItem = async () => {
    clockMs += 12.345678;
    return { updated: item };
  };
  const { lines } = await put({ updateItem });
  expect(lines).toMatchObject([{ durationMs: 12.346 }]);
});
