import { readFileSync } from 'node:fs';
import { type Customer, toCustomer } from '../../lambda/customer/customer.ts';
import type { StoredCustomer } from '../../lambda/customer/stored-customer.ts';
import { parseSeed } from '../../local/parse-seed.ts';
import { toStoredItem } from '../../local/stored-item.ts';

const file = new URL('../../local/sample-customer.json', import.meta.url);
const [seed] = parseSeed(readFileSync(file, 'utf8'), 'sample-customer.json');

/** The product owner's sample customer as stored at `now`, an ISO 8601 time. */
export function sampleItem(now: string): StoredCustomer {
  if (!seed) throw new Error('sample-customer.json has no customer.');
  return toStoredItem(seed, now);
}

/** The sample customer after the sample request, by the code that answers requests. */
export function sampleCustomer(): Customer {
  const item = sampleItem('');
  return toCustomer({
    ...item,
    primaryPhoneNumber: { ...item.primaryPhoneNumber, extension: '31' },
  });
}
