import fc from 'fast-check';
import { describe, it } from 'vitest';
import { fuzz, useFuzzedApp } from '../support/fuzz.ts';
import { customers, expectNoHarm } from '../support/fuzz-customers.ts';
import { mutatedBodies } from '../support/mutate.ts';

const fuzzed = useFuzzedApp();

// API Gateway sends a body of the second type in base64.
const types = fc.constantFrom('application/json', 'application/merge-patch+json');

describe('a mutated body', () => {
  it('is answered by a customer or a problem, and never changes anything on a refusal', async () => {
    const { app, token } = fuzzed;
    const requests = fc.record({ customer: customers, body: mutatedBodies, type: types });
    await fuzz('bodies', requests, async ({ customer, body, type }) => {
      const headers = { 'content-type': type };
      return expectNoHarm(customer, (id) => app.put(id, { token, headers, body }));
    });
  });
});

const INSERTIONS = [
  ...['{', '}', '[', ']', ',', ':', '"', '\\', '//', 'NaN', '1e999', '-', '.', 'null', '\\ud800'],
  ...['\\u0000', '\ufeff', '\u2028', ' '],
].map((text) => Buffer.from(text));
const bytes = fc.oneof(
  fc.constantFrom('a', 'Ä', '1', '😀').map((letter) => Buffer.from(letter)),
  fc.constantFrom(...INSERTIONS),
  // The beginnings and middles of UTF-8 sequences, overlong forms and surrogates in UTF-8.
  fc
    .constantFrom('ff', 'c0af', 'eda080', 'f4908080', 'e282', '80', '00')
    .map((hex) => Buffer.from(hex, 'hex')),
  fc.uint8Array({ maxLength: 4 }).map((array) => Buffer.from(array)),
);
const edits = fc.array(
  fc.record({ at: fc.nat({ max: 2_000 }), drop: fc.constantFrom(0, 0, 0, 1, 5), insert: bytes }),
  { maxLength: 3 },
);
const body = Buffer.from(
  JSON.stringify({
    firstName: 'Ada',
    metadata: { a: 'b', c: null },
    primaryPhoneNumber: { number: '4151234', verified: true },
    addresses: [{ type: 'MAILING', streetLine1: 'Straße 1', zipCode: '1', primary: true }],
  }),
);

describe('a body with bytes of it changed', () => {
  it('is answered by a customer or a problem, and never changes anything on a refusal', async () => {
    const { app, token } = fuzzed;
    const requests = fc.record({ customer: customers, edits, type: types });
    await fuzz('bytes', requests, async ({ customer, edits, type }) => {
      const bent = edits.reduce((current, { at, drop, insert }) => {
        const start = at % (current.length + 1);
        return Buffer.concat([current.subarray(0, start), insert, current.subarray(start + drop)]);
      }, body);
      const headers = { 'content-type': type };
      return expectNoHarm(customer, (id) => app.put(id, { token, headers, body: bent }));
    });
  });
});
