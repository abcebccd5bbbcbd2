import fc from 'fast-check';
import { expect } from 'vitest';
import type { StoredCustomer } from '../../lambda/customer/stored-customer.ts';
import { readItem, storeCustomer } from './table.ts';
import type { TestAnswer } from './test-app.ts';

const ids = (count: number) => Array.from({ length: count }, (_, index) => `stored-${index}`);
const address = { type: 'MAILING', streetLine1: 'Canary', zipCode: 'Canary', position: 0 };

/** A customer with this many addresses, and canaries in known and unknown attributes. */
const customer = (addresses: number, pairs: number): Record<string, unknown> => ({
  firstName: 'Canary',
  socialId: 'Canary-Social-stored',
  socialIdCountryCode: 'USA',
  securityAnswer: 'Canary',
  internalNote: 'Canary-Social-internal',
  primaryPhoneNumber: { number: '+14155550123', verified: true, internal: 'Canary-Social' },
  primaryEmail: { value: 'canary@example.com', verified: true },
  addresses: Object.fromEntries(ids(addresses).map((id) => [id, address])),
  primaryAddresses: addresses > 0 ? { MAILING: 'stored-0' } : {},
  metadata: Object.fromEntries(['v', 'w', 'x', 'y', 'z'].slice(0, pairs).map((k) => [k, 'Canary'])),
});
const older = {
  metadata: undefined,
  addresses: undefined,
  latestWrites: undefined,
  version: undefined,
};

/** Customers in several forms, including those of older writers. */
export const customers = fc.constantFrom<Record<string, unknown>>(
  customer(0, 0),
  customer(2, 2),
  customer(49, 5),
  { ...customer(2, 0), ...older },
  { ...customer(1, 1), type: 'ORGANIZATION' },
);

/**
 * Stores the customer, lets the request be made and checks what came of it: no
 * error of ours, no change on a refusal, at most one version more otherwise.
 */
export async function expectNoHarm(
  attributes: Record<string, unknown>,
  send: (id: string) => Promise<TestAnswer>,
): Promise<number> {
  const id = await storeCustomer(attributes as Partial<StoredCustomer>);
  const before = await readItem(id);
  const answer = await send(id);
  const after = await readItem(id);
  expect(answer.status).toBeLessThan(500);
  if (answer.status === 200) {
    const version = before?.version ?? 0;
    expect([version, version + 1]).toContain(after?.version ?? 0);
    expect(answer.headers.etag).toBe(`"${after?.version ?? 0}"`);
    expect(after).toMatchObject({ internalNote: before?.[NOTE], createdAt: before?.createdAt });
  } else {
    expect(after).toEqual(before);
  }
  return answer.status;
}

const NOTE = 'internalNote' as keyof StoredCustomer;
