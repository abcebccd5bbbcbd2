import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzz, useFuzzedApp } from '../support/fuzz.ts';
import { customers, expectNoHarm } from '../support/fuzz-customers.ts';

const fuzzed = useFuzzedApp();

const text = fc.oneof(
  fc.string({ unit: 'binary-ascii', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    '',
    ' ',
    ',',
    '"',
    '\\',
    '\r\nx-header: y',
    '\u0000',
    '\u2028',
    '*',
    'x'.repeat(9_000),
  ),
);
/** A few pieces of a header's own grammar and foreign text, joined. */
const pieces = (...own: string[]) =>
  fc
    .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...own) }, text), { maxLength: 6 })
    .map((parts) => parts.join(''));

const mostly = (valid: string[], hostile: fc.Arbitrary<string>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...valid) }, hostile);
const typePieces = ['application/json', 'application/', '+json', ';', 'charset=', 'utf-8', '"'];
const tagPieces = ['"1"', 'W/', '"', '*', ',', ' ', '"0"', '"01"', '"x"', '1', '\t'];

const headers = fc
  .record(
    {
      type: mostly(['application/json; charset=UTF-8'], pieces(...typePieces, 'text/plain', ',')),
      'if-match': mostly(['"1"', '*', '"2", "1"', 'W/"1"'], pieces(...tagPieces)),
      'idempotency-key': mostly(['some-key'], pieces('some-key', 'k', '"', 'k'.repeat(250))),
      'content-length': text,
      'content-encoding': fc.constantFrom('gzip', 'br', 'identity'),
      'transfer-encoding': text,
      'x-http-method-override': fc.constantFrom('DELETE', 'GET'),
      cookie: text,
      host: text,
      forwarded: text,
    },
    { requiredKeys: [] },
  )
  .map(({ type = 'application/json', ...others }) => ({ 'content-type': type, ...others }));
const bodies = fc.constantFrom<unknown>({}, { firstName: 'Eve' }, { sex: 'FEMALE' }, {}, '{');

describe('a request with hostile headers', () => {
  it('is answered by a customer or a problem, and never changes anything on a refusal', async () => {
    const { app, token } = fuzzed;
    const requests = fc.record({ customer: customers, headers, body: bodies });
    await fuzz('headers', requests, ({ customer, headers, body }) =>
      expectNoHarm(customer, (id) => app.put(id, { token, headers, body })),
    );
  });
});

describe('a request to a hostile path', () => {
  const uuid = '01234567-89ab-cdef-0123-456789abcdef';
  const parts = [uuid, '/', '..', '%2e', '%00', ' ', '{', '}', '?', '#', ';', uuid.slice(0, 8)];
  const ids = fc.oneof(text, pieces(...parts)).filter((id) => id !== uuid);

  it('is answered by a problem, and reaches no customer', async () => {
    const { app, token } = fuzzed;
    app.sent.clear();
    await fuzz('paths', fc.record({ id: ids, body: bodies }), async ({ id, body }) => {
      const { status } = await app.put(id, { token, body });
      expect(status).toBe(400);
      expect(app.sent.size).toBe(0);
      return status;
    });
  });
});

describe('a token with characters of it changed', () => {
  const edits = fc.array(
    fc.record({
      at: fc.nat({ max: 1_000 }),
      drop: fc.nat({ max: 3 }),
      insert: fc.oneof(fc.constantFrom('.', 'A', '=', '-', '', 'eyJ', ' ', '\u0000'), text),
    }),
    { minLength: 1, maxLength: 3 },
  );

  it('gets nobody in, unless its claims and header are as they were signed', async () => {
    const { app, token } = fuzzed;
    const id = '00000000-0000-4000-8000-000000000000';
    await fuzz('tokens', edits, async (edits) => {
      const bent = edits.reduce((current, { at, drop, insert }) => {
        const start = at % (current.length + 1);
        return current.slice(0, start) + insert + current.slice(start + drop);
      }, token);
      const signed = token.slice(0, token.lastIndexOf('.') + 1);
      const { status } = await app.put(id, { token: bent });
      // The last character of a signature has bits to spare.
      expect(bent.trim().startsWith(signed) ? [401, 404] : [401]).toContain(status);
      return status;
    });
  });
});
