import { describe, expect } from 'vitest';
import type { StoredCustomer } from '../../lambda/customer/stored-customer.ts';
import { type AnsweredAddress, change } from '../support/add-addresses.ts';
import { mailing } from '../support/bodies.ts';
import { storeCustomer } from '../support/table.ts';
import { it } from '../support/with-app.ts';

const PHONE = { number: '+14151234', verified: true };
const EMAIL = { value: 'a@b.de', verified: true };
const FOUR = { a: '1', b: '2', c: '3', d: '4' };

describe('one call of DynamoDB is enough', () => {
  it.for<[string, Partial<StoredCustomer>, object]>([
    ['to set and clear strings', {}, { firstName: 'Ann', middleName: null }],
    [
      'to change a number that is not verified',
      { primaryPhoneNumber: { ...PHONE, verified: false } },
      { primaryPhoneNumber: { number: '+14155550123' } },
    ],
    ['to set the first number', {}, { primaryPhoneNumber: { number: '+14155550123' } }],
    [
      'to send the verified number again',
      { primaryPhoneNumber: PHONE },
      { primaryPhoneNumber: { number: '415 1234' } },
    ],
    [
      'to change a verified number and say what it is',
      { primaryPhoneNumber: PHONE },
      { primaryPhoneNumber: { number: '+14155550123', verified: true } },
    ],
    [
      'to change the rest of a verified number',
      { primaryPhoneNumber: PHONE },
      { primaryPhoneNumber: { extension: '31' } },
    ],
    [
      'to change an e-mail address that is not verified',
      { primaryEmail: { ...EMAIL, verified: false } },
      { primaryEmail: { value: 'c@d.de' } },
    ],
    [
      'to send the verified e-mail address again',
      { primaryEmail: EMAIL },
      { primaryEmail: { value: 'a@b.de' } },
    ],
    ['to add the fifth metadata pair', { metadata: FOUR }, { metadata: { e: '5' } }],
    [
      'to set five pairs anew',
      { metadata: { ...FOUR, e: '5' } },
      { metadata: { ...FOUR, e: 'x' } },
    ],
    ['to clear metadata', { metadata: FOUR }, { metadata: { a: null, x: null } }],
    ['to clear all metadata', { metadata: FOUR }, { metadata: null }],
  ])('%s', async ([_, attributes, body], { app }) => {
    const id = await storeCustomer(attributes);
    expect((await app.put(id, { body })).status).toBe(200);
    expect(app.sent.get(id)).toBe(1);
  });

  it.for<[string, (stored: AnsweredAddress[]) => object[]]>([
    ['to add an address', () => [mailing({ zipCode: '3' })]],
    ['to add a first one of a type', () => [mailing({ type: 'PHYSICAL', primary: true })]],
    ['to add an address again', () => [mailing({ zipCode: '2' })]],
    ['to make a stored address primary', () => [mailing({ zipCode: '2', primary: true })]],
    ['to remove one that is not primary', ([, second]) => [removal(second)]],
    [
      'to replace one that is not primary',
      ([, second]) => [removal(second), mailing({ zipCode: '3' })],
    ],
    [
      'to replace the primary',
      ([first]) => [removal(first), mailing({ zipCode: '3', primary: true })],
    ],
  ])('%s', async ([_, elements], { app }) => {
    const id = await storeCustomer();
    const both = [mailing({ zipCode: '1', primary: true }), mailing({ zipCode: '2' })];
    const stored = await change(app, id, ...both);
    await change(app, id, ...elements(stored));
    expect(app.sent.get(id)).toBe(2);
  });

  it('to replace one of fifty addresses', async ({ app }) => {
    const id = await storeCustomer();
    const added = Array.from({ length: 50 }, (_, n) =>
      mailing({ zipCode: `${n}`, primary: n === 0 }),
    );
    for (let n = 0; n < 50; n += 20) await change(app, id, ...added.slice(n, n + 20));
    const stored = await change(app, id);
    const sent = app.sent.get(id) ?? 0;
    await change(app, id, removal(stored[7]), mailing({ zipCode: 'new' }));
    expect(app.sent.get(id)).toBe(sent + 1);
  });
});

describe('a verified mark', () => {
  it.for<[string, Partial<StoredCustomer>, object, string]>([
    [
      'phone number',
      { primaryPhoneNumber: PHONE },
      { primaryPhoneNumber: { number: '+14155550123' } },
      'primaryPhoneNumber',
    ],
    [
      'e-mail address',
      { primaryEmail: EMAIL },
      { primaryEmail: { value: 'A@b.de' } },
      'primaryEmail',
    ],
  ])(
    'of a %s falls when what it is of really changes',
    async ([_, attributes, body, property], { app }) => {
      const id = await storeCustomer(attributes);
      const answer = await app.put(id, { body });
      expect(answer.body[property].verified).toBe(false);
      expect(app.sent.get(id), 'a second round: the first one cannot know').toBe(2);
    },
  );
});

function removal(address: AnsweredAddress | undefined): object {
  return { id: address?.id, remove: true };
}
