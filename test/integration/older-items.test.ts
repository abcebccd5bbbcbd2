import { describe, expect } from 'vitest';
import type { StoredCustomer } from '../../lambda/customer/stored-customer.ts';
import { mailing } from '../support/bodies.ts';
import { readItem, storeCustomer, writeItem } from '../support/table.ts';
import { it } from '../support/with-app.ts';

const MAPS = [
  'metadata',
  'primaryPhoneNumber',
  'primaryEmail',
  'placeOfBirth',
  'addresses',
  'addressOrder',
  'primaryAddresses',
  'latestWrites',
] as const;
const PHONE = { number: '+14151234', type: '', provider: '', extension: '', verified: false };

describe('a customer that something older wrote, without', () => {
  const WAYS = MAPS.flatMap((map) => [
    { map, way: 'any', value: undefined },
    { map, way: 'more than a NULL for', value: null },
  ]);

  it.for(WAYS)(
    '$way $map, can be changed in all that the map is for',
    async ({ map, value }, { app }) => {
      const id = await storeCustomer({ [map]: value });
      expect((await app.put(id, { body: {} })).status).toBe(200);
      const body = {
        metadata: { a: '1', b: null },
        primaryPhoneNumber: { number: '4151234' },
        primaryEmail: { value: 'a@b.de' },
        placeOfBirth: { city: 'Ulm', countryCode: null },
        addresses: [mailing({ primary: true })],
      };
      const answer = await app.put(id, { body });
      expect(answer).toMatchObject({ status: 200, headers: { etag: '"2"' } });
      expect(answer.body).toMatchObject({
        metadata: { a: '1' },
        primaryPhoneNumber: PHONE,
        primaryEmail: { value: 'a@b.de', verified: false },
        placeOfBirth: { city: 'Ulm', countryCode: '' },
        addresses: [{ zipCode: '10001', primary: true }],
      });
      const again = await app.put(id, { body: { addresses: [mailing({ zipCode: '2' })] } });
      expect(again.body.addresses).toHaveLength(2);
      expect(app.sent.get(id), 'a second round for the first change only').toBe(4);
    },
  );

  it('a map but with something else in its place, is left as it is', async ({ app }) => {
    const id = await storeCustomer({ addresses: ['kept'] } as unknown as StoredCustomer);
    const before = await readItem(id);
    const answer = await app.put(id, { body: { addresses: [mailing({ primary: true })] } });
    expect(answer).toMatchObject({ status: 500, body: { errorCode: 'INTERNAL_ERROR' } });
    expect(await readItem(id)).toEqual(before);
  });

  it.for(MAPS)('any %s, keeps the rest when one property is changed', async (map, { app }) => {
    const id = await storeCustomer({ lastName: 'Green', [map]: undefined });
    const before = await readItem(id);
    const answer = await app.put(id, { body: { firstName: 'Ann' } });
    expect(answer).toMatchObject({ status: 200, body: { firstName: 'Ann', lastName: 'Green' } });
    const { latestWrites, updatedAt, updatedBy, ...after } = (await readItem(id)) as StoredCustomer;
    expect({ ...before, ...after }).toEqual({ ...before, firstName: 'Ann', version: 2 });
  });
});

describe('a customer with six metadata pairs, one more than there may be,', () => {
  const metadata = { a: '1', b: '2', c: '3', d: '4', e: '5', f: '6' };

  it('cannot have one of them set, for six would be left', async ({ app }) => {
    const id = await storeCustomer({ metadata });
    const answer = await app.put(id, { body: { metadata: { a: 'x' } } });
    expect(answer).toMatchObject({ status: 422, body: { errorCode: 'METADATA_LIMIT_EXCEEDED' } });
    expect((await readItem(id))?.metadata).toEqual(metadata);
  });

  it.for([{ a: null }, { a: null, b: 'x' }])('can have one cleared: %j', async (body, { app }) => {
    const id = await storeCustomer({ metadata });
    const answer = await app.put(id, { body: { metadata: body } });
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.body.metadata)).toHaveLength(5);
  });
});

describe('addresses that something older stored', () => {
  it.for([false, true])(
    'keep their places when sent again, primary: %s',
    async (primary, { app }) => {
      const id = await storeCustomer();
      const [first, second] = [mailing({ zipCode: '1' }), mailing({ zipCode: '2' })];
      await app.put(id, { body: { addresses: [{ ...first, primary: true }, second] } });
      const item = (await readItem(id)) as StoredCustomer;
      await writeItem({ ...item, addressOrder: {} });
      const answer = await app.put(id, { body: { addresses: [{ ...first, primary }] } });
      const zipCodes = answer.body.addresses.map(({ zipCode }: { zipCode: string }) => zipCode);
      expect(zipCodes).toEqual(['1', '2']);
    },
  );
});
