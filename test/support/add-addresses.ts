import { expect } from 'vitest';
import { readItem, storeCustomer } from './table.ts';
import type { TestApp } from './test-app.ts';

/** Stores a customer and adds these addresses through the API; returns its id and theirs. */
export async function customerWith(
  app: TestApp,
  ...addresses: readonly unknown[]
): Promise<{ id: string; ids: string[] }> {
  const id = await storeCustomer();
  return { id, ids: idsOf(await change(app, id, ...addresses)) };
}

/** Sends elements of `addresses`, expects 200 and returns the addresses of the answer. */
export async function change(
  app: TestApp,
  id: string,
  ...elements: readonly unknown[]
): Promise<AnsweredAddress[]> {
  const answer = await app.put(id, { body: { addresses: elements } });
  expect(answer.body).not.toHaveProperty('errors');
  expect(answer.status).toBe(200);
  const addresses = answer.body.addresses as AnsweredAddress[];
  expect(Object.keys((await readItem(id))?.addresses ?? {}).sort()).toEqual(
    idsOf(addresses).sort(),
  );
  return addresses;
}

/** The members of a returned address that the tests read. */
export interface AnsweredAddress {
  id: string;
  type: string;
  zipCode: string;
  primary: boolean;
}

export function idsOf(addresses: readonly AnsweredAddress[]): string[] {
  return addresses.map(({ id }) => id);
}

/** The zip codes of the primary addresses; tests use them to identify addresses. */
export function primariesOf(addresses: readonly AnsweredAddress[]): string[] {
  return addresses.filter(({ primary }) => primary).map(({ zipCode }) => zipCode);
}
