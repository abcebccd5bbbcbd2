import { describe, expect } from 'vitest';
import { type AnsweredAddress, change, primariesOf } from '../support/add-addresses.ts';
import { mailing } from '../support/bodies.ts';
import { storeCustomer } from '../support/table.ts';
import { it } from '../support/with-app.ts';

const zip = (zipCode: string, primary = false) => mailing({ zipCode, primary });
const zipsOf = (addresses: readonly AnsweredAddress[]) => addresses.map(({ zipCode }) => zipCode);
// Ids are hashes: with this many addresses any order other than that of adding would show.
const ZIPS = ['8', '3', '5', '1', '9', '2'];

describe('addresses keep the order in which they were added', () => {
  it('when sent again in another order', async ({ app }) => {
    const id = await storeCustomer();
    await change(app, id, ...ZIPS.map((zipCode) => zip(zipCode, zipCode === '8')));
    const again = await change(app, id, ...[...ZIPS].reverse().map((zipCode) => zip(zipCode)));
    expect(zipsOf(again)).toEqual(ZIPS);
  });

  it('when sent again in another order beside a new one', async ({ app }) => {
    const id = await storeCustomer();
    await change(app, id, ...ZIPS.map((zipCode) => zip(zipCode, zipCode === '8')));
    const again = await change(app, id, zip('new'), ...[...ZIPS].reverse().map((one) => zip(one)));
    expect(zipsOf(again)).toEqual([...ZIPS, 'new']);
  });

  it('when a second round was needed to add them', async ({ app }) => {
    const id = await storeCustomer({ primaryEmail: { value: 'a@b.de', verified: true } });
    await change(app, id, zip('8', true));
    const body = { primaryEmail: { value: 'c@d.de' }, addresses: [zip('3'), zip('5')] };
    await app.put(id, { body });
    const last = await change(app, id, zip('1'));
    expect(zipsOf(last)).toEqual(['8', '3', '5', '1']);
  });

  it('one by one and at once', async ({ app }) => {
    const id = await storeCustomer();
    await change(app, id, zip('8', true));
    await change(app, id, zip('3'));
    expect(zipsOf(await change(app, id, ...ZIPS.map((one) => zip(one))))).toEqual(ZIPS);
  });
});

describe('when the primary address is removed', () => {
  it('the oldest that remains becomes primary, not one added beside', async ({ app }) => {
    const id = await storeCustomer();
    const [first] = await change(app, id, zip('8', true), zip('3'), zip('5'));
    const removal = { id: first?.id, remove: true };
    expect(primariesOf(await change(app, id, zip('1'), removal))).toEqual(['3']);
  });

  it('one that is sent again beside is no younger than it was', async ({ app }) => {
    const id = await storeCustomer();
    const [first] = await change(app, id, zip('8', true), zip('3'), zip('5'));
    const removal = { id: first?.id, remove: true };
    expect(primariesOf(await change(app, id, zip('5'), zip('3'), removal))).toEqual(['3']);
  });
});
