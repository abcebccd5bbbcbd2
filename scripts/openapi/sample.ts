import { readFileSync } from 'node:fs';
import { type Customer, toCustomer } from '../../lambda/customer/customer.ts';
import { parseSeed } from '../../local/parse-seed.ts';
import { toStoredItem } from '../../local/stored-item.ts';

const file = new URL('../../local/sample-customer.json', import.meta.url);
const [seed] = parseSeed(readFileSync(file, 'utf8'), 'sample-customer.json');

/** The product owner's sample customer after the sample request, by the code that answers requests. */
export function sampleCustomer(): Customer {
  if (!seed) throw new Error('sample-customer.json has no customer.');
  const item = toStoredItem(seed, '');
  return toCustomer({
    ...item,
    primaryPhoneNumber: { ...item.primaryPhoneNumber, extension: '31' },
  });
}
