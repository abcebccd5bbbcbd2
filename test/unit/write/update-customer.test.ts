import { expect, it, vi } from 'vitest';
import type { StoredCustomer } from '../../../lambda/customer/stored-customer.ts';
import type { UpdateResult } from '../../../lambda/write/send-update.ts';
import { updateCustomer } from '../../../lambda/write/update-customer.ts';
import { updateOf } from '../../support/violations.ts';

const item: StoredCustomer = { id: 'customer-1', type: 'INDIVIDUAL', version: 7 };
const write = { key: 'KEY', body: 'BODY' };

/** Updates a customer while UpdateItem returns these results; the last one repeats. */
function updateAgainst(...results: UpdateResult[]) {
  const updateItem = vi.fn(
    async () => (results.length > 1 ? results.shift() : results[0]) as UpdateResult,
  );
  const backOff = vi.fn(async (_collisions: number) => {});
  const request = {
    ...{ customerId: 'customer-1', principalId: 'alice', now: 'NOW', write },
    update: updateOf({ firstName: 'Ann' }),
  };
  const options = { deadline: Number.POSITIVE_INFINITY, onAttempts: () => {} };
  const updating = updateCustomer({ table: 'customers', updateItem, backOff }, request, options);
  return {
    updating,
    updateItem,
    waits: () => backOff.mock.calls.map(([collisions]) => collisions),
  };
}

it('one that succeeds is the only one', async () => {
  const { updating, updateItem, waits } = updateAgainst({ updated: item });
  expect(await updating).toEqual({ item, replayed: false });
  expect(updateItem).toHaveBeenCalledTimes(1);
  expect(waits()).toEqual([]);
});

it('the second round waits for nothing: the first could not know the item', async () => {
  const { updating, waits } = updateAgainst({ rejected: item }, { updated: item });
  expect(await updating).toEqual({ item, replayed: false });
  expect(waits()).toEqual([]);
});

it('further rounds wait, the longer the more there were, and five are the most', async () => {
  const { updating, updateItem, waits } = updateAgainst({ rejected: item });
  await expect(updating).rejects.toMatchObject({
    code: 'CONFLICT',
    headers: { 'retry-after': '1' },
  });
  expect(updateItem).toHaveBeenCalledTimes(5);
  expect(waits()).toEqual([1, 2, 3]);
});

it('a transaction that holds the item is a collision from the first round on', async () => {
  const { updating, updateItem, waits } = updateAgainst({ collided: true });
  await expect(updating).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(updateItem).toHaveBeenCalledTimes(5);
  expect(waits()).toEqual([1, 2, 3, 4]);
});

it('a customer that has the write already is a replay, without another round', async () => {
  const written = { ...item, latestWrites: ['', '', 'KEY', 'BODY'] };
  const { updating, updateItem } = updateAgainst({ rejected: written });
  expect(await updating).toEqual({ item: written, replayed: true });
  expect(updateItem).toHaveBeenCalledTimes(1);
});

it('a problem ends it at once', async () => {
  const { updating, updateItem } = updateAgainst({ rejected: undefined });
  await expect(updating).rejects.toMatchObject({ code: 'CUSTOMER_NOT_FOUND' });
  expect(updateItem).toHaveBeenCalledTimes(1);
});
