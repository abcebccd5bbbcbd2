import { describe, expect, it } from 'vitest';
import { CUSTOMER_ID, putWithoutTable } from '../../support/app-without-table.ts';

const MAX_BODY = 128 * 1024;
const padded = (bytes: number) => `{}${' '.repeat(bytes - 2)}`;
const base64 = (text: string | Uint8Array) => ({
  body: Buffer.from(text).toString('base64'),
  isBase64Encoded: true,
});

describe('a body is taken', () => {
  it.each([
    ['as text', { body: '{"firstName":"Zoë"}' }],
    ['in Base64', base64('{"firstName":"Zoë"}')],
    ['with a byte-order mark', { body: '\ufeff{"firstName":"Zoë"}' }],
  ])('%s', async (_, event) => {
    const { status, updates } = await putWithoutTable({ event });
    expect(status).toBe(200);
    expect(Object.values(updates[0]?.ExpressionAttributeValues ?? {})).toContain('Zoë');
  });

  it('of 128 KiB, and of no byte more', async () => {
    const send = async (event: object) => (await putWithoutTable({ event })).status;
    expect(await send({ body: padded(MAX_BODY) })).toBe(200);
    expect(await send({ body: padded(MAX_BODY + 1) })).toBe(413);
    expect(await send(base64(padded(MAX_BODY)))).toBe(200);
    expect(await send(base64(padded(MAX_BODY + 1)))).toBe(413);
    expect(await send({ body: `{"firstName":"${'é'.repeat(MAX_BODY / 2)}"}` })).toBe(413);
  });

  it.each<[string, object]>([
    ['nothing', { body: undefined }],
    ['null', { body: null }],
    ['half of it', { body: '{' }],
    ['an unpaired surrogate', { body: '{"firstName":"\ud83d"}' }],
    ['bytes that are not UTF-8', base64(new Uint8Array([0x22, 0xff, 0x22]))],
  ])('for no JSON if it is %s', async (_, event) => {
    const { status, body, updates } = await putWithoutTable({ event });
    expect([status, body.errorCode, updates]).toEqual([400, 'INVALID_JSON', []]);
  });

  it.each([
    { 'content-type': 'text/plain' },
    { 'content-type': undefined },
    { 'content-encoding': 'gzip' },
  ])('only as it is declared: not with %j', async (headers) => {
    const { status, body } = await putWithoutTable({ headers });
    expect([status, body.errorCode]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });
});

describe('what a request asks for', () => {
  it('comes from path, headers and body, the id in small letters', async () => {
    const { updates } = await putWithoutTable({
      event: { pathParameters: { customerId: CUSTOMER_ID.toUpperCase() } },
      headers: { 'if-match': '"7", "8"', 'idempotency-key': 'key-of-ann' },
    });
    const { Key, ConditionExpression, ExpressionAttributeValues } = updates[0] ?? {};
    expect(Key).toEqual({ id: CUSTOMER_ID });
    expect(ConditionExpression).toContain(' IN (');
    expect(Object.values(ExpressionAttributeValues ?? {})).toEqual(expect.arrayContaining([7, 8]));
  });

  it('is refused with every violation at once, those of path and headers first', async () => {
    const { status, body } = await putWithoutTable({
      event: { pathParameters: { customerId: 'x' }, body: '{"foo":1}' },
      headers: { 'if-match': '', 'idempotency-key': 'short' },
    });
    expect(status).toBe(400);
    expect(body.errors).toEqual([
      { path: 'customerId', errorCode: 'INVALID_FORMAT', message: 'customerId must be a UUID.' },
      expect.objectContaining({ path: 'If-Match', errorCode: 'INVALID_FORMAT' }),
      expect.objectContaining({ path: 'Idempotency-Key', errorCode: 'INVALID_LENGTH' }),
      expect.objectContaining({ path: 'foo', errorCode: 'UNKNOWN_PROPERTY' }),
    ]);
  });

  it.each<[string, object]>([
    ['customerId', { event: { pathParameters: undefined } }],
    ['If-Match', { headers: { 'if-match': 'x' } }],
    ['Idempotency-Key', { headers: { 'idempotency-key': 'x' } }],
    ['foo', { event: { body: '{"foo":1}' } }],
  ])('is refused for %s alone', async (path, request) => {
    const { body, updates } = await putWithoutTable(request);
    expect(body.errors.map((error: { path: string }) => error.path)).toEqual([path]);
    expect(updates).toEqual([]);
  });

  it('has a date of birth up to the latest day on Earth', async () => {
    const born = (day: string) => ({ event: { body: `{"dateOfBirth":"${day}"}` } });
    // 00:42 in UTC is 14:42 of the same day in the latest time zone.
    expect((await putWithoutTable(born('2026-11-22'))).status).toBe(200);
    expect((await putWithoutTable(born('2026-11-23'))).status).toBe(400);
    const now = () => new Date('2026-11-22T10:00:00.000Z');
    expect((await putWithoutTable({ ...born('2026-11-23'), deps: { now } })).status).toBe(200);
    expect((await putWithoutTable({ ...born('2026-11-24'), deps: { now } })).status).toBe(400);
  });
});

it.each([
  [
    { 'if-match': 'x' },
    'If-Match must be * alone, or entity tags such as "7", separated by commas.',
  ],
  [{ 'idempotency-key': 'short' }, 'Idempotency-Key must have 6 to 255 characters.'],
  [
    { 'idempotency-key': 'key of ann' },
    'Idempotency-Key must contain only visible ASCII characters.',
  ],
])('the violation of a header, %j, says what is right', async (headers, message) => {
  const { body } = await putWithoutTable({ headers });
  expect(body.errors).toMatchObject([{ message }]);
});
