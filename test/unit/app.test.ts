import { beforeEach, expect, it } from 'vitest';
import type { AppDeps } from '../../lambda/app.ts';
import { CONFIG, ITEM, KEY, putWithoutTable } from '../support/app-without-table.ts';

let clockMs = 1_000;
const put = (deps: Partial<AppDeps> = {}, remainingMs = 15_000) =>
  putWithoutTable({ deps: { monotonicNow: () => clockMs, ...deps }, remainingMs });

beforeEach(() => {
  clockMs = 1_000;
});

it.each([
  { spent: 0, remaining: 15_000, budget: 8_000 },
  { spent: 234.5, remaining: 15_000, budget: 7_765.5 },
  { spent: 0, remaining: 3_000, budget: 2_500 },
  { spent: 0, remaining: 400, budget: -100 },
  { spent: 8_100, remaining: 15_000, budget: -100 },
])(
  'DynamoDB has $budget ms where $spent ms are spent and Lambda leaves $remaining ms',
  async ({ spent, remaining, budget }) => {
    const getKey = async () => {
      clockMs += spent;
      return KEY.publicKey;
    };
    const budgets: number[] = [];
    const updateItem: AppDeps['updateItem'] = async (_, { deadline }) => {
      budgets.push(deadline - clockMs);
      return { updated: ITEM };
    };
    await put({ getKey, updateItem }, remaining);
    expect(budgets).toEqual([budget]);
  },
);

it('adds up the attempts of all UpdateItems in the log line', async () => {
  let updates = 0;
  const updateItem: AppDeps['updateItem'] = async (_, { onAttempts }) => {
    onAttempts(2);
    updates += 1;
    return updates === 1 ? { rejected: ITEM } : { updated: ITEM };
  };
  const { lines, record } = await put({ updateItem });
  expect(lines).toMatchObject([{ fields: { attempts: 4, status: 200, changed: ['firstName'] } }]);
  expect(record).toMatchObject({ attempts: 4, updates: 2, replayed: false });
});

it('answers 503 with Retry-After if the key is unavailable for an unknown reason', async () => {
  const answer = await put({ getKey: () => Promise.reject(new Error('odd')) });
  expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
});

it('logs the time that a request took in milliseconds, to a thousandth', async () => {
  const updateItem = async () => {
    clockMs += 12.345678;
    return { updated: ITEM };
  };
  const { lines } = await put({ updateItem });
  expect(lines).toMatchObject([{ fields: { durationMs: 12.346 } }]);
});

it.each([
  [undefined, undefined],
  ['tenant', 'acme'],
])('the write demands the tenant where the claim %s is configured: %s', async (claim, tenant) => {
  const updates: Record<string, unknown>[] = [];
  const updateItem: AppDeps['updateItem'] = async (input) => {
    updates.push(input.ExpressionAttributeValues ?? {});
    return { updated: ITEM };
  };
  const config = { ...CONFIG, tenantClaim: claim };
  await putWithoutTable({ deps: { config, updateItem }, claims: { tenant: 'acme' } });
  expect(Object.values(updates[0] ?? {}).includes('acme')).toBe(tenant === 'acme');
});

it.each([
  [{}, true],
  [{ 'idempotency-key': 'key-of-ann' }, false],
])('a write remembers a body only beside a key of the caller’s: %j', async (headers, isOwn) => {
  const { updates } = await putWithoutTable({ headers });
  const values = Object.values(updates[0]?.ExpressionAttributeValues ?? {});
  expect(values.includes('')).toBe(isOwn);
});
