import { describe, expect } from 'vitest';
import { change, customerWith, idsOf } from '../support/add-addresses.ts';
import { mailing, mailings, members, physical, shipping } from '../support/bodies.ts';
import { readItem, storeCustomer, writeItem } from '../support/table.ts';
import { it } from '../support/with-app.ts';

const WIDE = '😀';
const TAGS = Array.from({ length: 120 }, (_, version) => `"${version}"`).join(',');

/** Every property at its longest, in characters of four bytes. */
const LONGEST = {
  ...{ firstName: WIDE.repeat(40), middleName: WIDE.repeat(40), lastName: WIDE.repeat(40) },
  ...{ prefix: WIDE.repeat(40), suffix: WIDE.repeat(40), sex: 'FEMALE', gender: WIDE.repeat(255) },
  ...{ securityQuestion: WIDE.repeat(255), securityAnswer: WIDE.repeat(255) },
  pronoun: WIDE.repeat(255),
  primaryPhoneNumber: {
    ...{ number: '+123456789012345', type: 'MOBILE', provider: WIDE.repeat(40) },
    ...{ extension: WIDE.repeat(10), verified: true },
  },
  primaryEmail: {
    value: `${'a'.repeat(64)}@${`${'b'.repeat(63)}.`.repeat(3)}${'c'.repeat(61)}`,
    verified: true,
  },
  dateOfBirth: '1991-06-21',
  placeOfBirth: { city: WIDE.repeat(60), countryCode: 'USA' },
  citizenshipCountryCode: 'CAN',
};

/** The longest shipping address, made unique by a number. */
function longestAddress(n: number) {
  const lines = [2, 3, 4, 5].map((line) => [`streetLine${line}`, WIDE.repeat(50)]);
  const name = WIDE.repeat(40);
  return shipping({
    ...Object.fromEntries(lines),
    ...{ name: { firstName: name, middleName: name, lastName: name }, cityName: WIDE.repeat(25) },
    ...{ streetLine1: `${n}`.padEnd(50, 'x'), zipCode: WIDE.repeat(10), primary: n === 0 },
  });
}

describe('the largest request', () => {
  it('sets, clears and adds all that one can, in one call of DynamoDB', async ({ app }) => {
    const id = await storeCustomer({ version: 3 });
    const metadata = {
      ...members(5, WIDE.repeat(39), WIDE.repeat(1024)),
      ...members(15, 'c', null),
    };
    const addresses = Array.from({ length: 20 }, (_, n) => longestAddress(n));
    const social = { socialId: WIDE.repeat(50), socialIdCountryCode: 'USA' };
    const answer = await app.put(id, {
      body: { ...LONGEST, ...social, metadata, addresses },
      headers: { 'if-match': TAGS },
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject(LONGEST);
    expect(answer.body.addresses).toHaveLength(20);
    expect(Object.keys((await readItem(id))?.metadata ?? {})).toHaveLength(5);
    expect(app.sent.get(id)).toBe(1);
  });

  it('is made in a customer who lacks every map, too', async ({ app }) => {
    const id = await storeCustomer();
    await writeItem({ id, type: 'INDIVIDUAL' });
    const addresses = Array.from({ length: 20 }, (_, n) => longestAddress(n));
    const answer = await app.put(id, { body: { ...LONGEST, addresses } });
    expect(answer.body).toMatchObject(LONGEST);
    expect(app.sent.get(id)).toBe(2);
  });

  it('adds 20 unmarked addresses of all types where each type has one', async ({ app }) => {
    const { id } = await customerWith(
      app,
      ...[mailing, physical, shipping].map((one) => one({ zipCode: 'first', primary: true })),
    );
    const elements = mailings(20).map((one, n) => (n < 10 ? one : physical({ zipCode: `${n}` })));
    expect(await change(app, id, ...elements)).toHaveLength(23);
    expect(app.sent.get(id)).toBe(2);
  });

  it('removes 20 addresses, the primary one among them', async ({ app }) => {
    const [first, ...others] = mailings(20);
    const { id, ids } = await customerWith(app, { ...first, primary: true }, ...others);
    const last = await change(app, id, mailing());
    const removals = ids.map((one) => ({ id: one, remove: true }));
    const addresses = await change(app, id, ...removals);
    expect(idsOf(addresses)).toEqual([last.at(-1)?.id]);
    expect(addresses[0]?.primary).toBe(true);
  });

  it('removes 20 addresses that are no primary ones, in one call of DynamoDB', async ({ app }) => {
    const { id } = await customerWith(app, mailing({ primary: true }));
    const added = await change(app, id, ...mailings(20));
    const removals = idsOf(added.slice(1)).map((one) => ({ id: one, remove: true }));
    expect(await change(app, id, ...removals)).toHaveLength(1);
    expect(app.sent.get(id)).toBe(3);
  });
});

describe('the largest customer', () => {
  it('fits into an item and is answered whole', async ({ app }) => {
    const id = await storeCustomer();
    const all = Array.from({ length: 50 }, (_, n) => longestAddress(n));
    const metadata = members(5, WIDE.repeat(39), WIDE.repeat(1024));
    await app.put(id, { body: { ...LONGEST, metadata, addresses: all.slice(0, 20) } });
    await app.put(id, { body: { addresses: all.slice(20, 40) } });
    const { status, body } = await app.put(id, { body: { addresses: all.slice(40) } });
    expect(status).toBe(200);
    expect(body.addresses.map(({ streetLine1 }: { streetLine1: string }) => streetLine1)).toEqual(
      all.map(({ streetLine1 }) => streetLine1),
    );
    expect(body).toMatchObject({ ...LONGEST, metadata });
  });
});
