import { gzipSync } from 'node:zlib';
import { describe, expect } from 'vitest';
import { mailing, members } from '../support/bodies.ts';
import { expectInvalid, expectProblem } from '../support/expect-problem.ts';
import { readItem, storeCustomer } from '../support/table.ts';
import { startTestApp } from '../support/test-app.ts';
import { it } from '../support/with-app.ts';

const INVALID_JSON = { status: 400, errorCode: 'INVALID_JSON' };
const UNSUPPORTED = { status: 415, errorCode: 'UNSUPPORTED_MEDIA_TYPE' };
const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string)));

describe('a body', () => {
  it.for([
    ['nothing', ''],
    ['blanks', '  '],
    ['half an object', '{"firstName":"Ann"'],
    ['text after the object', '{} x'],
    ['single quotes', "{'firstName':'Ann'}"],
    ['a comma too many', '{"firstName":"Ann",}'],
    ['NaN', '{"firstName":NaN}'],
    ['a byte-order mark alone', '\ufeff'],
    ['two byte-order marks', '\ufeff\ufeff{}'],
    ['a byte-order mark behind the object', '{}\ufeff'],
    ['a form', 'firstName=Ann'],
  ])('of %s is no JSON', async ([_, body], { app }) => {
    const id = await storeCustomer();
    await expectProblem(app, id, { body }, INVALID_JSON);
    const base64 = { body, headers: { 'content-type': 'application/merge-patch+json' } };
    await expectProblem(app, id, base64, INVALID_JSON);
  });

  it.for([
    ['in a string', bytes('{"firstName":"', [0xff], '"}')],
    ['of an overlong form', bytes('{"firstName":"', [0xc0, 0xaf], '"}')],
    ['of a surrogate', bytes('{"firstName":"', [0xed, 0xa0, 0x80], '"}')],
    ['that is cut off', bytes('{"firstName":"', [0xf0, 0x9f])],
    ['that is UTF-16', Buffer.from('{"firstName":"Ann"}', 'utf16le')],
  ])('with UTF-8 broken %s is no JSON', async ([_, body], { app }) => {
    const id = await storeCustomer();
    const headers = { 'content-type': 'application/merge-patch+json' };
    await expectProblem(app, id, { body, headers }, INVALID_JSON);
  });

  it.for(['[]', 'null', '"x"', '5', 'true', '[{}]'])(
    'of %s is no object',
    async (body, { app }) => {
      const id = await storeCustomer();
      const answer = await expectInvalid(app, id, { body }, ' INVALID_TYPE');
      expect(answer.body.errors[0]).toMatchObject({ path: '', pointer: '#' });
    },
  );

  it('in base64 is decoded', async ({ app }) => {
    const id = await storeCustomer();
    const headers = { 'content-type': 'application/merge-patch+json' };
    const { status } = await app.put(id, { body: { firstName: 'Amélie 😀' }, headers });
    expect(status).toBe(200);
    expect((await readItem(id))?.firstName).toBe('Amélie 😀');
  });

  it.for(['application/json', 'application/merge-patch+json'])(
    'of %s may begin with a byte-order mark',
    async (type, { app }) => {
      const id = await storeCustomer();
      const headers = { 'content-type': type };
      const { status } = await app.put(id, { body: '\ufeff{"firstName":"Ann"}', headers });
      expect(status).toBe(200);
      expect((await readItem(id))?.firstName).toBe('Ann');
    },
  );

  it('may have its last byte at 128 KiB, decoded, and not one past it', async ({ app }) => {
    const id = await storeCustomer();
    const padded = (length: number) => `{"firstName":"é"}`.padEnd(length - 1, ' ');
    for (const type of ['application/json', 'application/merge-patch+json']) {
      const headers = { 'content-type': type };
      expect((await app.put(id, { body: padded(128 * 1024), headers })).status).toBe(200);
      await expectProblem(
        app,
        id,
        { body: padded(128 * 1024 + 1), headers },
        { status: 413, errorCode: 'PAYLOAD_TOO_LARGE' },
      );
    }
  });
});

describe('a Content-Type', () => {
  it.for(['application/json; charset=UTF-8', 'application/vnd.x+json;charset="utf-8"; v=1'])(
    'may be %s',
    async (type, { app }) => {
      const id = await storeCustomer();
      expect((await app.put(id, { headers: { 'content-type': type } })).status).toBe(200);
    },
  );

  it.for([
    undefined,
    'text/plain',
    'application/json; charset=latin1',
    'application/json,application/json',
  ])('may not be %s', async (type, { app }) => {
    const id = await storeCustomer();
    const request = { body: { firstName: 'Ann' }, headers: { 'content-type': type } };
    await expectProblem(app, id, request, UNSUPPORTED);
  });
});

describe('a Content-Encoding', () => {
  it.for([undefined, 'identity', 'Identity', ' identity ', 'identity, identity', ''])(
    'may be %j',
    async (encoding, { app }) => {
      const id = await storeCustomer();
      const { status } = await app.put(id, { headers: { 'content-encoding': encoding } });
      expect(status).toBe(200);
    },
  );

  it.for(['gzip', 'GZIP', 'br', 'deflate', 'zstd', 'aws-chunked', 'identity, gzip', '*', 'utf-8'])(
    'may not be %s, whatever the body',
    async (encoding, { app }) => {
      const id = await storeCustomer();
      const headers = { 'content-encoding': encoding };
      for (const body of [{ firstName: 'Ann' }, gzipSync('{"firstName":"Ann"}')]) {
        await expectProblem(app, id, { body, headers }, UNSUPPORTED);
      }
    },
  );
});

describe('violations', () => {
  it('of path, headers and body come in one answer, in this order', async ({ app }) => {
    const request = {
      body: { foo: 1, firstName: '', addresses: [mailing({ zipCode: undefined })] },
      headers: { 'if-match': '7', 'idempotency-key': 'abc' },
    };
    const answer = await expectInvalid(
      app,
      'no-uuid',
      request,
      'customerId INVALID_FORMAT',
      'If-Match INVALID_FORMAT',
      'Idempotency-Key INVALID_LENGTH',
      'addresses[0].zipCode REQUIRED',
      'firstName INVALID_LENGTH',
      'foo UNKNOWN_PROPERTY',
    );
    expect(
      answer.body.errors.slice(0, 3).map(({ pointer }: { pointer?: string }) => pointer),
    ).toEqual([undefined, undefined, undefined]);
    expect(answer.body.errors[3]).toEqual({
      path: 'addresses[0].zipCode',
      pointer: '#/addresses/0/zipCode',
      errorCode: 'REQUIRED',
      message: 'zipCode is required.',
    });
    expect(answer.body.detail).toBe('6 properties are invalid.');
  });

  it('are at most 100, the first ones', async ({ app }) => {
    const id = await storeCustomer();
    const body = { ...members(150, 'unknown', 1), firstName: '' };
    const answer = await app.put(id, { body });
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toHaveLength(100);
    expect(answer.body.errors[0].path).toBe('firstName');
    expect((await readItem(id))?.version).toBe(1);
  });

  it('of a property name its place, also for __proto__ and constructor', async ({ app }) => {
    const id = await storeCustomer();
    const body = '{"__proto__":{"firstName":"x"},"primaryEmail":{"constructor":1}}';
    await expectInvalid(
      app,
      id,
      { body },
      'primaryEmail.constructor UNKNOWN_PROPERTY',
      '__proto__ UNKNOWN_PROPERTY',
    );
  });

  it('leave nothing written, however much of the body is right', async ({ app }) => {
    const id = await storeCustomer();
    const addresses = [mailing({ primary: true }), mailing({ zipCode: '2', primary: true })];
    const body = { firstName: 'Ann', metadata: { a: 'b' }, addresses };
    await expectInvalid(app, id, { body }, 'addresses[1].primary MULTIPLE_PRIMARY_ADDRESSES');
    expect(app.sent.has(id)).toBe(false);
  });
});

describe('a date of birth', () => {
  it('may be today anywhere on Earth, and no later', async () => {
    const id = await storeCustomer();
    const deps = { now: () => new Date('2026-11-22T10:00:00.000Z') };
    const late = await startTestApp({ deps });
    try {
      // The clock of the app is not that of the issuer.
      const token = await late.issuer.sign({ iat: undefined, nbf: undefined, exp: 4_000_000_000 });
      const put = (dateOfBirth: string) => late.put(id, { token, body: { dateOfBirth } });
      expect((await put('2026-11-23')).status).toBe(200);
      expect((await put('2026-11-24')).status).toBe(400);
    } finally {
      await late.stop();
    }
  });
});
