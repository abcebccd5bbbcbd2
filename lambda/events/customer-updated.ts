import type { Actor, StoredCustomer } from '../customer/stored-customer.ts';
import { toCustomer } from '../customer/to-customer.ts';
import { changedProperties } from './changed-properties.ts';

/** The detail of a `customer.updated` event: which properties changed and by whom, never what to. */
export interface CustomerUpdated {
  customerId: string;
  tenantId?: string;
  version: number;
  previousVersion: number;
  updatedAt: string;
  updatedBy: Actor;
  changed: string[];
}

/** The event of a change between two stored customers; undefined where no answer shows a difference. */
export function toCustomerUpdated(
  before: StoredCustomer,
  after: StoredCustomer,
): CustomerUpdated | undefined {
  const customer = toCustomer(after);
  const changed = changedProperties(toCustomer(before), customer);
  if (changed.length === 0) return undefined;
  const { tenantId } = after;
  return {
    customerId: customer.id,
    ...(typeof tenantId === 'string' && tenantId !== '' && { tenantId }),
    version: toVersion(after.version),
    previousVersion: toVersion(before.version),
    updatedAt: customer.updatedAt,
    updatedBy: customer.updatedBy,
    changed,
  };
}

/** Not `versionOf`, which trusts the item: a version stored as text by something else would be a value. */
function toVersion(version: unknown): number {
  return typeof version === 'number' ? version : 0;
}
