import { describe, expect } from 'vitest';
import { PHONE } from '../support/bodies.ts';
import { expectInvalid } from '../support/expect-problem.ts';
import { readItem, storeCustomer, writeItem } from '../support/table.ts';
import { it } from '../support/with-app.ts';

const STRINGS = {
  ...{ middleName: 'Jane', prefix: 'Ms', suffix: 'PhD', sex: 'FEMALE', gender: 'f' },
  ...{ securityQuestion: 'Who?', securityAnswer: 'Barbara Gowdy', pronoun: 'She/Her' },
  ...{ dateOfBirth: '1991-06-21', citizenshipCountryCode: 'CAN' },
};
const SOCIAL_ID = { socialId: '123-45-6789', socialIdCountryCode: 'USA' };
const BIRTH = { city: 'Houston', countryCode: 'USA' };

describe('null', () => {
  it('clears every optional string at once: "" in the answer, nothing in the item', async ({
    app,
  }) => {
    const id = await storeCustomer({ ...STRINGS, firstName: 'Sarah' });
    const names = Object.keys(STRINGS);
    const body = Object.fromEntries(names.map((name) => [name, null]));
    const answer = await app.put(id, { body });
    expect(answer.body).toMatchObject(Object.fromEntries(names.map((name) => [name, ''])));
    const item = await readItem(id);
    for (const name of names) expect(item).not.toHaveProperty(name);
    expect(item).toMatchObject({ firstName: 'Sarah', version: 2 });
    expect(app.sent.get(id)).toBe(1);
  });

  it('clears socialId and its country together', async ({ app }) => {
    const id = await storeCustomer({ ...SOCIAL_ID, ...STRINGS });
    const { body } = await app.put(id, { body: { socialId: null } });
    expect(body).toMatchObject({ ...STRINGS, socialId: '', socialIdCountryCode: '' });
    const item = await readItem(id);
    expect(item).not.toHaveProperty('socialId');
    expect(item).not.toHaveProperty('socialIdCountryCode');
  });

  it('clears single members of an object', async ({ app }) => {
    const id = await storeCustomer({
      primaryPhoneNumber: PHONE,
      placeOfBirth: BIRTH,
      metadata: { a: '1', b: '2' },
    });
    const { body } = await app.put(id, {
      body: {
        primaryPhoneNumber: { provider: null, extension: null },
        placeOfBirth: { city: null },
        metadata: { a: null, unknown: null },
      },
    });
    expect(body).toMatchObject({
      primaryPhoneNumber: { ...PHONE, provider: '', extension: '' },
      placeOfBirth: { city: '', countryCode: 'USA' },
    });
    expect(body.metadata).toEqual({ b: '2' });
    expect(await readItem(id)).toMatchObject({
      primaryPhoneNumber: { number: PHONE.number, type: PHONE.type, verified: true },
      placeOfBirth: { countryCode: 'USA' },
      metadata: { b: '2' },
    });
    expect(app.sent.get(id)).toBe(1);
  });

  it('clears placeOfBirth and metadata whole, and members can be set again after', async ({
    app,
  }) => {
    const id = await storeCustomer({ placeOfBirth: BIRTH, metadata: { a: '1' } });
    const cleared = await app.put(id, { body: { placeOfBirth: null, metadata: null } });
    expect(cleared.body).toMatchObject({ placeOfBirth: { city: '', countryCode: '' } });
    expect(cleared.body.metadata).toEqual({});
    const body = { placeOfBirth: { city: 'Austin' }, metadata: { b: '2' } };
    await app.put(id, { body });
    expect(await readItem(id)).toMatchObject({ ...body, version: 3 });
  });

  it('clears what was never set', async ({ app }) => {
    const id = await storeCustomer();
    await writeItem({ id, type: 'INDIVIDUAL', firstName: 'Sarah' });
    const body = {
      ...{ middleName: null, socialId: null, placeOfBirth: { city: null } },
      ...{ metadata: { a: null }, primaryPhoneNumber: { extension: null } },
    };
    const answer = await app.put(id, { body });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ firstName: 'Sarah', middleName: '', metadata: {} });
    expect((await readItem(id))?.firstName).toBe('Sarah');
  });

  it('is refused for what cannot be cleared, all at once', async ({ app }) => {
    const id = await storeCustomer({ ...STRINGS, primaryPhoneNumber: PHONE });
    const body = {
      ...{ type: null, firstName: null, lastName: null, addresses: null, middleName: null },
      primaryPhoneNumber: { number: null, type: null, verified: null, extension: null },
      primaryEmail: { value: null, verified: null },
    };
    await expectInvalid(
      app,
      id,
      { body },
      'addresses NOT_CLEARABLE',
      'type NOT_CLEARABLE',
      'firstName NOT_CLEARABLE',
      'lastName NOT_CLEARABLE',
      'primaryPhoneNumber.number NOT_CLEARABLE',
      'primaryPhoneNumber.type NOT_CLEARABLE',
      'primaryPhoneNumber.verified NOT_CLEARABLE',
      'primaryEmail.value NOT_CLEARABLE',
      'primaryEmail.verified NOT_CLEARABLE',
    );
  });
});
