import { describe, expect } from 'vitest';
import { change, customerWith, idsOf, primariesOf } from '../support/add-addresses.ts';
import { mailing, physical, shipping } from '../support/bodies.ts';
import { expectProblem } from '../support/expect-problem.ts';
import { readItem, storeCustomer, writeItem } from '../support/table.ts';
import { it } from '../support/with-app.ts';

const primary = (zipCode: string) => mailing({ zipCode, primary: true });
const other = (zipCode: string) => mailing({ zipCode });
const removal = (id: string | undefined) => ({ id, remove: true });
const zipsOf = (addresses: { zipCode: string }[]) => addresses.map(({ zipCode }) => zipCode);

describe('an addition', () => {
  it('is stored and answered, with one call of DynamoDB', async ({ app }) => {
    const id = await storeCustomer();
    const [added] = await change(app, id, shipping({ primary: true }));
    expect(added).toMatchObject(shipping({ primary: true, streetLine2: '' }));
    expect((await readItem(id))?.addresses?.[added?.id ?? '']).toMatchObject(shipping());
    expect(app.sent.get(id)).toBe(1);
  });

  it('keeps the addresses that are stored, and the order in which they were added', async ({
    app,
  }) => {
    const { id } = await customerWith(app, primary('5'), other('4'));
    await change(app, id, other('3'), physical({ zipCode: '2', primary: true }));
    expect(zipsOf(await change(app, id, other('1')))).toEqual(['5', '4', '3', '2', '1']);
    expect(app.sent.get(id)).toBe(3);
  });

  it('of an address that is stored changes nothing but version and updatedAt', async ({ app }) => {
    const { id } = await customerWith(app, primary('1'), other('2'), shipping({ primary: true }));
    const { updatedAt: _, version: __, latestWrites: ___, ...before } = (await readItem(id)) ?? {};
    const again = [primary('1 '), other('2'), shipping()];
    const addresses = await change(app, id, ...again);
    expect(zipsOf(addresses)).toEqual(['1', '2', '10001']);
    expect(await readItem(id)).toMatchObject({ ...before, version: 3 });
  });

  it('of two equal addresses makes one', async ({ app }) => {
    const { ids } = await customerWith(app, primary('1'), mailing({ zipCode: ' 1' }), primary('1'));
    expect(ids).toHaveLength(1);
  });

  it('does not store the name of an address that is not for shipping', async ({ app }) => {
    const { id } = await customerWith(app, { ...primary('1'), name: { firstName: 5 } });
    expect(JSON.stringify(await readItem(id))).not.toContain('firstName');
  });

  it('gives ids that are stable and unique within the customer', async ({ app }) => {
    const { id, ids } = await customerWith(
      app,
      primary('1'),
      other('2'),
      physical({ primary: true }),
    );
    expect(new Set(ids).size).toBe(3);
    expect(idsOf(await change(app, id, other('3'))).slice(0, 3)).toEqual(ids);
  });
});

describe('the primary address', () => {
  it('is the first of its type, marked so', async ({ app }) => {
    const { id } = await customerWith(app, primary('1'), physical({ zipCode: '2', primary: true }));
    expect(primariesOf(await change(app, id, other('3')))).toEqual(['1', '2']);
  });

  it.for([
    ['a new address', primary('9'), '9'],
    ['a stored address', primary('2'), '2'],
    ['no address by primary: false', mailing({ zipCode: '1', primary: false }), '1'],
  ])('becomes %s, and the former one is demoted', async ([_, element, expected], { app }) => {
    const { id } = await customerWith(app, primary('1'), other('2'));
    expect(primariesOf(await change(app, id, element))).toEqual([expected]);
    expect(app.sent.get(id)).toBe(2);
  });

  it('of one type is left alone by another type', async ({ app }) => {
    const { id } = await customerWith(app, primary('1'));
    const addresses = await change(app, id, physical({ zipCode: '2', primary: true }));
    expect(primariesOf(addresses)).toEqual(['1', '2']);
  });
});

describe('a removal', () => {
  it('removes that address and no other', async ({ app }) => {
    const { id, ids } = await customerWith(app, primary('1'), other('2'), other('3'));
    const addresses = await change(app, id, removal(ids[1]));
    expect(zipsOf(addresses)).toEqual(['1', '3']);
    expect(primariesOf(addresses)).toEqual(['1']);
    expect(app.sent.get(id)).toBe(2);
  });

  it.for<[string, object[], string]>([
    ['the oldest that remains', [], '2'],
    ['the one named beside the removal', [primary('3')], '3'],
    ['a new one named beside the removal', [primary('9')], '9'],
  ])('of the primary makes %s primary', async ([_, elements, expected], { app }) => {
    const { id, ids } = await customerWith(app, primary('1'), other('2'), other('3'));
    expect(primariesOf(await change(app, id, removal(ids[0]), ...elements))).toEqual([expected]);
  });

  it('of the primary and the oldest makes the next oldest primary', async ({ app }) => {
    const { id, ids } = await customerWith(app, primary('1'), other('2'), other('3'));
    expect(primariesOf(await change(app, id, removal(ids[0]), removal(ids[1])))).toEqual(['3']);
  });

  it('of the last of its type leaves none, and the next must be marked again', async ({ app }) => {
    const { id, ids } = await customerWith(app, primary('1'), physical({ primary: true }));
    expect(await change(app, id, removal(ids[0]))).toHaveLength(1);
    const request = { body: { addresses: [other('1')] } };
    const errors = ['addresses[0].primary PRIMARY_ADDRESS_REQUIRED'];
    await expectProblem(app, id, request, {
      ...{ status: 422, errorCode: 'PRIMARY_ADDRESS_REQUIRED', errors },
    });
  });

  it('of the last of its type beside an unmarked one makes that primary: a correction', async ({
    app,
  }) => {
    const { id, ids } = await customerWith(app, primary('1'));
    const addresses = await change(app, id, removal(ids[0]), other('2'));
    expect(zipsOf(addresses)).toEqual(['2']);
    expect(primariesOf(addresses)).toEqual(['2']);
    const primaryAddresses = { MAILING: addresses[0]?.id };
    expect(await readItem(id)).toMatchObject({ version: 3, primaryAddresses });
  });

  it('of an address lets it be added again, as the youngest', async ({ app }) => {
    const { id, ids } = await customerWith(app, primary('1'), other('2'));
    await change(app, id, removal(ids[0]));
    const addresses = await change(app, id, other('1'));
    expect(zipsOf(addresses)).toEqual(['2', '1']);
    expect(primariesOf(addresses)).toEqual(['2']);
  });

  it('sent twice counts once', async ({ app }) => {
    const { id, ids } = await customerWith(app, primary('1'), other('2'));
    expect(zipsOf(await change(app, id, removal(ids[1]), removal(ids[1])))).toEqual(['1']);
  });
});

describe('addresses stored by something else', () => {
  const stored = (zipCode: string, position: number) => ({
    ...{ type: 'MAILING', streetLine1: 'x', zipCode, position },
  });

  it('have the oldest as primary where the pointer hangs', async ({ app }) => {
    const addresses = { b: stored('1', 0), a: stored('2', 1) };
    const id = await storeCustomer();
    await writeItem({ ...(await readItem(id)), addresses, primaryAddresses: { MAILING: 'gone' } });
    expect(primariesOf(await change(app, id))).toEqual(['1']);
    expect(primariesOf(await change(app, id, removal('b')))).toEqual(['2']);
    expect(primariesOf(await change(app, id, primary('3')))).toEqual(['3']);
  });

  it('can be added to and removed where order and pointers are missing', async ({ app }) => {
    const id = await storeCustomer();
    await writeItem({ id, type: 'INDIVIDUAL', addresses: { a: stored('1', 0) } });
    expect(zipsOf(await change(app, id, other('2')))).toEqual(['1', '2']);
    const addresses = await change(app, id, removal('a'), primary('3'));
    expect(zipsOf(addresses)).toEqual(['2', '3']);
    expect(primariesOf(addresses)).toEqual(['3']);
  });
});
