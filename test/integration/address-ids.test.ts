import { describe, expect } from 'vitest';
import { contentHash } from '../../lambda/customer/address.ts';
import type { StoredCustomer } from '../../lambda/customer/stored-customer.ts';
import { change, customerWith } from '../support/add-addresses.ts';
import { mailing, physical } from '../support/bodies.ts';
import { readItem, storeCustomer } from '../support/table.ts';
import { it } from '../support/with-app.ts';

const [FIRST, SECOND] = [mailing({ zipCode: '1' }), mailing({ zipCode: '2' })];
const olderId = (address: object) => contentHash(address as never);
const OLDER_IDS = [FIRST, SECOND].map(olderId);

/** A customer with addresses as an older version stored them, the first one primary. */
function storeOlder(): Promise<string> {
  const [first = '', second = ''] = OLDER_IDS;
  return storeCustomer({
    addresses: {
      [first]: { ...FIRST, position: 0 },
      [second]: { ...SECOND, position: 1 },
    } as unknown as StoredCustomer['addresses'],
    version: 2,
    addressOrder: { [first]: 1, [second]: 1 },
    primaryAddresses: { MAILING: first },
  } as Partial<StoredCustomer>);
}

it('the same address of another customer has another id', async ({ app }) => {
  const [one, other] = [
    await customerWith(app, { ...FIRST, primary: true }, SECOND),
    await customerWith(app, { ...FIRST, primary: true }, SECOND),
  ];
  expect(new Set([...one.ids, ...other.ids, ...OLDER_IDS]).size).toBe(6);
});

describe('an address that an older version stored', () => {
  it.for([
    ['alone', [FIRST], '1'],
    ['to be primary', [{ ...SECOND, primary: true }], '2'],
    ['twice', [SECOND, { ...SECOND, primary: false }], '1'],
    ['beside a new one', [SECOND, mailing({ zipCode: '3' })], '1'],
    ['beside one of another type', [FIRST, physical({ primary: true })], '1'],
  ] as [string, object[], string][])(
    'is added no second time: %s',
    async ([, sent, primary], { app }) => {
      const id = await storeOlder();
      const addresses = await change(app, id, ...sent);
      expect(addresses.slice(0, 2).map((address) => address.id)).toEqual(OLDER_IDS);
      expect(new Set(addresses.map(({ zipCode, type }) => type + zipCode)).size).toBe(
        addresses.length,
      );
      const mailings = addresses.filter(({ type }) => type === 'MAILING');
      expect(mailings.find((address) => address.primary)?.zipCode).toBe(primary);
      const before = await readItem(id);
      const again = await change(app, id, ...sent);
      expect(again).toEqual(addresses);
      expect(Object.keys((await readItem(id))?.addressOrder ?? {})).toHaveLength(
        Object.keys(before?.addressOrder ?? {}).length,
      );
    },
  );

  it('costs a second call when it is sent again, and none when it is not', async ({ app }) => {
    const id = await storeOlder();
    await change(app, id, mailing({ zipCode: '3' }));
    expect(app.sent.get(id)).toBe(1);
    await change(app, id, FIRST);
    expect(app.sent.get(id)).toBe(3);
  });

  it('is removed by its id', async ({ app }) => {
    const id = await storeOlder();
    const [, second = ''] = OLDER_IDS;
    const left = await change(app, id, { id: OLDER_IDS[0], remove: true });
    expect(left).toMatchObject([{ id: second, primary: true }]);
  });

  it('gets an id of the customer’s own when it is removed and added later', async ({ app }) => {
    const id = await storeOlder();
    await change(app, id, { id: OLDER_IDS[1], remove: true });
    const [, added] = await change(app, id, SECOND);
    expect(OLDER_IDS).not.toContain(added?.id);
  });

  it('counts once towards the limit of 50', async ({ app }) => {
    const id = await storeOlder();
    const many = Array.from({ length: 48 }, (_, n) => mailing({ zipCode: `new ${n}` }));
    await change(app, id, FIRST, ...many.slice(0, 18));
    await change(app, id, SECOND, ...many.slice(18, 36));
    const addresses = await change(app, id, FIRST, SECOND, ...many.slice(36));
    expect(addresses).toHaveLength(50);
    const answer = await app.put(id, { body: { addresses: [FIRST, mailing({ zipCode: 'x' })] } });
    expect(answer.body.errorCode).toBe('ADDRESS_LIMIT_EXCEEDED');
  });
});

describe('removing an address and adding the same one in a request', () => {
  it('is 400 by the id that it has', async ({ app }) => {
    const { id, ids } = await customerWith(app, { ...FIRST, primary: true });
    const addresses = [FIRST, { id: ids[0], remove: true }];
    const { body } = await app.put(id.toUpperCase(), { body: { addresses } });
    expect(body.errors).toMatchObject([{ path: 'addresses[1].id', errorCode: 'INVALID_VALUE' }]);
  });

  it('is 400 by the id that an older version gave it', async ({ app }) => {
    const id = await storeOlder();
    const addresses = [{ id: OLDER_IDS[0], remove: true }, FIRST];
    const { body } = await app.put(id, { body: { addresses } });
    expect(body.errors).toMatchObject([{ path: 'addresses[0].id', errorCode: 'INVALID_VALUE' }]);
  });

  it('is no such thing by the id of another customer’s', async ({ app }) => {
    const other = await customerWith(app, { ...FIRST, primary: true });
    const { id } = await customerWith(app, { ...FIRST, primary: true });
    const addresses = [FIRST, { id: other.ids[0], remove: true }];
    const answer = await app.put(id, { body: { addresses } });
    expect(answer).toMatchObject({ status: 422, body: { errorCode: 'ADDRESS_NOT_FOUND' } });
  });
});
