import { describe, expect } from 'vitest';
import { members, PHONE } from '../support/bodies.ts';
import { readItem, storeCustomer, writeItem } from '../support/table.ts';
import { it } from '../support/with-app.ts';

const BIRTH = { city: 'Houston', countryCode: 'USA' };

/** Every property of a customer but the addresses, as it is sent and as it is answered. */
const PROFILE = {
  metadata: { customerRefId: '200000777' },
  ...{ firstName: 'Sarah', middleName: 'Jane', lastName: 'Green', prefix: 'Ms', suffix: 'PhD' },
  ...{ sex: 'FEMALE', gender: 'f', securityQuestion: 'Who?', securityAnswer: ' Barbara\nGowdy ' },
  pronoun: 'She/Her',
  primaryPhoneNumber: PHONE,
  primaryEmail: { value: 'sgreen@abc.com', verified: true },
  ...{ dateOfBirth: '1991-06-21', placeOfBirth: BIRTH, citizenshipCountryCode: 'CAN' },
};
const SOCIAL_ID = { socialId: '123-45-6789', socialIdCountryCode: 'USA' };

describe('a partial update', () => {
  it('sets every property at once, with one call of DynamoDB', async ({ app }) => {
    const id = await storeCustomer();
    const { status, body } = await app.put(id, { body: { ...PROFILE, ...SOCIAL_ID } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ ...PROFILE, ...SOCIAL_ID, socialId: '6789' });
    expect(await readItem(id)).toMatchObject({ ...PROFILE, ...SOCIAL_ID, version: 2 });
    expect(app.sent.get(id)).toBe(1);
  });

  it.for<[string, string]>([
    ['firstName', 'Ann'],
    ['sex', 'MALE'],
    ['dateOfBirth', '1900-01-01'],
    ['securityAnswer', '  '],
    ['citizenshipCountryCode', 'DEU'],
    ['socialIdCountryCode', 'CAN'],
  ])('of %s keeps every other property', async ([property, value], { app }) => {
    const id = await storeCustomer({ ...PROFILE, ...SOCIAL_ID });
    const { body } = await app.put(id, { body: { [property]: value } });
    expect(body).toMatchObject({ ...PROFILE, [property]: value });
    expect(await readItem(id)).toMatchObject({ ...PROFILE, ...SOCIAL_ID, [property]: value });
  });

  it.for([
    ['primaryPhoneNumber', { provider: 'XYZ' }],
    ['primaryPhoneNumber', { number: '+14151234', type: 'HOME', verified: true }],
    ['primaryEmail', { verified: false }],
    ['placeOfBirth', { city: '' }],
    ['metadata', { other: 'v' }],
  ] as const)('merges %s member by member: %j', async ([property, sent], { app }) => {
    const id = await storeCustomer(PROFILE);
    const merged = { ...PROFILE, [property]: { ...PROFILE[property], ...sent } };
    expect((await app.put(id, { body: { [property]: sent } })).body).toMatchObject(merged);
    expect(await readItem(id)).toMatchObject(merged);
    expect(app.sent.get(id)).toBe(1);
  });

  it('takes the phone number under the spelling of the product owner’s table', async ({ app }) => {
    const id = await storeCustomer({ primaryPhoneNumber: PHONE });
    const { body } = await app.put(id, { body: { primaryPhonenumber: { extension: '31' } } });
    expect(body.primaryPhoneNumber).toEqual({ ...PHONE, extension: '31' });
    expect(body).not.toHaveProperty('primaryPhonenumber');
    expect(await readItem(id)).not.toHaveProperty('primaryPhonenumber');
  });

  it('stores and answers strings trimmed and NFC-normalised, phone numbers as E.164', async ({
    app,
  }) => {
    const id = await storeCustomer();
    const sent = { firstName: ' Ame\u0301lie ', primaryPhoneNumber: { number: '(415) 555-0123' } };
    const expected = {
      firstName: 'Am\u00e9lie',
      primaryPhoneNumber: { number: '+14155550123' },
    };
    expect((await app.put(id, { body: sent })).body).toMatchObject(expected);
    expect(await readItem(id)).toMatchObject(expected);
  });

  it('changes nothing by type: INDIVIDUAL beside another property', async ({ app }) => {
    const id = await storeCustomer();
    const { body } = await app.put(id, { body: { type: 'INDIVIDUAL', firstName: 'Ann' } });
    expect(body).toMatchObject({ type: 'INDIVIDUAL', firstName: 'Ann' });
  });
});

describe('metadata', () => {
  const ODD = [
    'constructor',
    'prototype',
    'hasOwnProperty',
    'a.b',
    '#n0',
    ' ',
    '鍵',
    '😀'.repeat(40),
  ];

  it.for(ODD)('may have the key %j', async (key, { app }) => {
    const id = await storeCustomer({ metadata: { kept: 'v' } });
    const { body } = await app.put(id, { body: { metadata: { [key]: ' v\n ' } } });
    expect(body.metadata).toEqual({ kept: 'v', [key]: ' v\n ' });
    expect((await readItem(id))?.metadata).toEqual({ kept: 'v', [key]: ' v\n ' });
    await app.put(id, { body: { metadata: { [key]: null } } });
    expect((await readItem(id))?.metadata).toEqual({ kept: 'v' });
  });

  it('may have the key constructor where the customer has no metadata at all', async ({ app }) => {
    const id = await storeCustomer();
    await writeItem({ id, type: 'INDIVIDUAL' });
    const { body } = await app.put(id, { body: { metadata: { constructor: 'v' } } });
    expect(body.metadata).toEqual({ constructor: 'v' });
  });

  it('may be replaced whole, five pairs for five', async ({ app }) => {
    const id = await storeCustomer({ metadata: members(5, 'old', 'v') });
    const metadata = { ...members(5, 'old', null), ...members(5, 'new', 'w') };
    expect((await app.put(id, { body: { metadata } })).body.metadata).toEqual(
      members(5, 'new', 'w'),
    );
  });
});

describe('a request that names nothing to change', () => {
  it.for([
    [{}],
    [{ type: 'INDIVIDUAL' }],
    [{ addresses: [] }],
    [{ metadata: {} }],
    [{ primaryPhoneNumber: {}, primaryEmail: {}, placeOfBirth: {} }],
  ])(
    '%j answers 200 with the customer and its ETag, and changes nothing',
    async ([body], { app }) => {
      const id = await storeCustomer({ ...PROFILE, version: 7 });
      const before = await readItem(id);
      const answer = await app.put(id, { body });
      expect(answer).toMatchObject({ status: 200, headers: { etag: '"7"' }, body: PROFILE });
      expect(answer.body.updatedAt).toBe(before?.updatedAt);
      expect(await readItem(id)).toEqual(before);
      expect(app.sent.get(id)).toBe(1);
    },
  );

  it('changes nothing in a customer written by something older either', async ({ app }) => {
    const id = await storeCustomer();
    await writeItem({ id, type: 'INDIVIDUAL' });
    const answer = await app.put(id, { headers: { 'idempotency-key': 'key-123' } });
    expect(answer).toMatchObject({ status: 200, headers: { etag: '"0"' } });
    expect(await readItem(id)).toEqual({ id, type: 'INDIVIDUAL' });
  });
});
