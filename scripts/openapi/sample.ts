import type { StoredCustomer } from '../../lambda/customer/stored-customer.ts';
import { type Customer, toCustomer } from '../../lambda/customer/to-customer.ts';
import { readSampleCustomer } from '../../local/seed/sample-customer.ts';
import { toStoredItem } from '../../local/seed/stored-item.ts';

/** The product owner's sample customer as stored at `now`, an ISO 8601 time. */
export function sampleItem(now: string): StoredCustomer {
  return toStoredItem(readSampleCustomer(), now);
}

/** The response to the sample request, from the function's own code. */
export function sampleCustomer(): Customer {
  const item = sampleItem('');
  return toCustomer({
    ...item,
    primaryPhoneNumber: { ...item.primaryPhoneNumber, extension: '31' },
  });
}
