import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createLocalClient } from '../../local/dynamodb/dynamodb-client.ts';
import { mailing } from '../support/bodies.ts';
import { readItem, storeCustomer } from '../support/table.ts';
import { startTestApp, type TestApp, type TestRequest } from '../support/test-app.ts';

/** An attribute value in DynamoDB's own JSON. */
type Value = Record<string, unknown>;

const client = createLocalClient(inject('dynamoDbEndpoint'));
let app: TestApp;
let strangerToken = '';
beforeAll(async () => {
  app = await startTestApp({ env: { TENANT_CLAIM: 'tenant' } });
  strangerToken = await app.issuer.sign({ tenant: 'other bank' });
});
afterAll(async () => {
  await app.stop();
  client.destroy();
});

const NUMBERS = [
  '12345678901234567.89',
  '9007199254740993',
  '-9007199254740993',
  '1E+125',
  '1E-129',
];
const LEAVES: Value[] = [
  ...NUMBERS.map((number) => ({ N: number })),
  { S: '' },
  { S: 'x'.repeat(5_000) },
  { B: Buffer.from('bytes') },
  { BOOL: true },
  { NULL: true },
  { L: [] },
  { M: {} },
  { SS: ['a', 'b'] },
  { NS: NUMBERS },
  { NS: ['0'] },
  { BS: [Buffer.from('a'), Buffer.from('b')] },
];
const nested = (depth: number): Value =>
  depth === 0 ? { N: '9007199254740993' } : { L: [{ M: { deeper: nested(depth - 1) } }] };

// The SDK cannot read the item of a failed condition with a member __proto__ below the top level.
const text = fc.string({ minLength: 1, maxLength: 40 }).filter((key) => key !== '__proto__');
const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, depthIdentifier: 'value' },
    fc.constantFrom(...LEAVES, nested(9)),
    fc.array(tie('value'), { maxLength: 3 }).map((L) => ({ L })),
    fc.dictionary(text, tie('value'), { maxKeys: 3 }).map((M) => ({ M })),
  ),
}));
const name = fc.oneof(
  fc.constantFrom('lifetimeValue', 'constructor', 'toString', '#n0', ':v0', 'a.b[0]'),
  text,
);
const OWN = new Set(['number', 'verified', 'value', 'city', 'countryCode', 'position', 'version']);
const foreign = fc
  .dictionary(name, value, { minKeys: 1, maxKeys: 6 })
  .map((all) => Object.fromEntries(Object.entries(all).filter(([key]) => !OWN.has(key))));

const CUSTOMER = {
  tenantId: 'bank',
  lastName: 'Green',
  primaryPhoneNumber: { number: '+14151234', verified: true },
  primaryEmail: { value: 'a@b.de', verified: true },
  metadata: { a: '1', b: '2', c: '3', d: '4' },
};
const MAPS = ['primaryPhoneNumber', 'primaryEmail', 'placeOfBirth', 'createdBy', 'updatedBy'];

/** Puts attributes around and into a stored customer. */
async function surround(id: string, around: Value, isInside: boolean): Promise<void> {
  const item = marshall(await readItem(id)) as Record<string, { M: Value }>;
  for (const map of isInside ? MAPS : []) item[map] = { M: withOwn(item[map]?.M ?? {}, around) };
  const { addresses } = item;
  for (const address of isInside ? Object.values(addresses?.M ?? {}) : []) {
    const { M: members } = address as { M: Value };
    (address as { M: Value }).M = withOwn(members, around);
  }
  await client.send(
    new PutItemCommand({ TableName: inject('tableName'), Item: withOwn(item, around) as never }),
  );
}

/** By definition, for an assignment to `__proto__` is none. */
function withOwn(own: Value, around: Value): Value {
  const all = { ...own };
  for (const [key, value] of Object.entries(around)) {
    if (!Object.hasOwn(own, key)) {
      Object.defineProperty(all, key, { value, enumerable: true, configurable: true });
    }
  }
  return all;
}

const KEY = { 'idempotency-key': 'a-key-of-ann' };
const REQUESTS: [string, TestRequest, number][] = [
  ['nothing', { body: {} }, 200],
  ['a string', { body: { firstName: 'B' }, headers: KEY }, 200],
  ['the same under its key', { body: { firstName: 'B' }, headers: KEY }, 200],
  ['another one under the key', { body: { firstName: 'C' }, headers: KEY }, 422],
  ['a wrong If-Match', { body: { firstName: 'C' }, headers: { 'if-match': '"99"' } }, 412],
  ['members', { body: { primaryPhoneNumber: { extension: '31' } } }, 200],
  ['a verified number', { body: { primaryPhoneNumber: { number: '4155550123' } } }, 200],
  ['a fifth pair', { body: { metadata: { e: '5' } } }, 200],
  ['a sixth pair', { body: { metadata: { f: '6' } } }, 422],
  ['an address', { body: { addresses: [mailing({ zipCode: '2', primary: true })] } }, 200],
];

async function answersOf(id: string): Promise<unknown[]> {
  const answers: unknown[] = [];
  const token = await app.issuer.sign({ tenant: 'bank' });
  for (const [what, request, status] of REQUESTS) {
    const answer = await app.put(id, { token, ...request });
    expect(answer.status, what).toBe(status);
    answers.push(neutral(answer));
  }
  const other = await app.put(id, { token: strangerToken, body: { firstName: 'D' } });
  expect(other.status).toBe(404);
  return answers;
}

/** Without members that differ between customers and points in time. */
function neutral(answer: object): unknown {
  const varying = ['id', 'traceId', 'timestamp', 'updatedAt', 'x-request-id'];
  return JSON.parse(
    JSON.stringify(answer, (key, member) =>
      varying.includes(key) && typeof member === 'string' ? '' : member,
    ),
  );
}

async function storeWithAddress(): Promise<string> {
  const id = await storeCustomer(CUSTOMER);
  const token = await app.issuer.sign({ tenant: 'bank' });
  await app.put(id, { token, body: { addresses: [mailing({ primary: true })] } });
  return id;
}

describe('attributes that something else stored never matter', () => {
  it('around a customer or inside its objects, whatever they are', {
    timeout: 120_000,
  }, async () => {
    const plain = await answersOf(await storeWithAddress());
    await fc.assert(
      fc.asyncProperty(foreign, fc.boolean(), async (around, isInside) => {
        const id = await storeWithAddress();
        await surround(id, around, isInside);
        expect(await answersOf(id)).toEqual(plain);
      }),
      { numRuns: Number(process.env.FOREIGN_ITEMS ?? 40), seed: 1 },
    );
  });

  it('nor does a map called __proto__, with members called as ours', async () => {
    const plain = await answersOf(await storeWithAddress());
    const id = await storeWithAddress();
    const members = ['middleName', 'version', 'extension', 'provider', 'streetLine5'];
    const M = Object.fromEntries(members.map((member) => [member, { S: 'shadow' }]));
    await surround(id, Object.fromEntries([['__proto__', { M }]]), false);
    expect(await answersOf(id)).toEqual(plain);
  });

  it.each(LEAVES)('nor does %j', async (leaf) => {
    const plain = await answersOf(await storeWithAddress());
    const id = await storeWithAddress();
    await surround(id, { lifetimeValue: leaf, history: { L: [leaf, { M: { x: leaf } }] } }, true);
    expect(await answersOf(id)).toEqual(plain);
  });
});
