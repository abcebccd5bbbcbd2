import { describe, expect } from 'vitest';
import { PHONE } from '../support/bodies.ts';
import { readItem, storeCustomer, writeItem } from '../support/table.ts';
import { it } from '../support/with-app.ts';

describe('a verified mark', () => {
  const EMAIL = { value: 'sgreen@abc.com', verified: true };

  it.for([
    ['falls with another number', { primaryPhoneNumber: { number: '4151234' } }, false, true],
    ['falls with another address', { primaryEmail: { value: 'Sgreen@abc.com' } }, true, false],
    [
      'stays with the same number',
      { primaryPhoneNumber: { number: '(415) 555-0123' } },
      true,
      true,
    ],
    ['stays with the same address', { primaryEmail: { value: ' sgreen@abc.com' } }, true, true],
    [
      'stays with another member',
      { primaryPhoneNumber: { type: 'HOME', provider: null } },
      true,
      true,
    ],
    [
      'is set beside the number',
      { primaryPhoneNumber: { number: '4151234', verified: true } },
      true,
      true,
    ],
    ['is lowered by itself', { primaryEmail: { verified: false } }, true, false],
  ])('%s', async ([_, body, phone, email], { app }) => {
    const id = await storeCustomer({ primaryPhoneNumber: PHONE, primaryEmail: EMAIL });
    const answer = await app.put(id, { body });
    const expected = { primaryPhoneNumber: { verified: phone }, primaryEmail: { verified: email } };
    expect(answer.body).toMatchObject(expected);
    expect(await readItem(id)).toMatchObject(expected);
    expect(answer.headers.etag).toBe('"2"');
  });

  it('falls for both in one change', async ({ app }) => {
    const id = await storeCustomer({ primaryPhoneNumber: PHONE, primaryEmail: EMAIL });
    const body = { primaryPhoneNumber: { number: '4151234' }, primaryEmail: { value: 'a@b.co' } };
    await app.put(id, { body });
    expect(await readItem(id)).toMatchObject({
      primaryPhoneNumber: { ...PHONE, number: '+14151234', verified: false },
      primaryEmail: { value: 'a@b.co', verified: false },
      version: 2,
    });
  });

  it('is set beside the number in a customer written by something older, too', async ({ app }) => {
    const id = await storeCustomer();
    await writeItem({ id, type: 'INDIVIDUAL', primaryPhoneNumber: PHONE });
    const phone = { number: '+14151234', verified: true };
    const { body } = await app.put(id, { body: { primaryPhoneNumber: phone } });
    expect(body.primaryPhoneNumber).toEqual({ ...PHONE, ...phone });
    expect((await readItem(id))?.primaryPhoneNumber).toEqual({ ...PHONE, ...phone });
  });

  it('may be set without a number', async ({ app }) => {
    const id = await storeCustomer();
    const { body } = await app.put(id, { body: { primaryPhoneNumber: { verified: true } } });
    expect(body.primaryPhoneNumber).toMatchObject({ number: '', verified: true });
  });
});
