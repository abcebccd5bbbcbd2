import type { Actor, StoredCustomer } from '../customer/stored-customer.ts';
import { toCustomer } from '../customer/to-customer.ts';
import { changedProperties } from './changed-properties.ts';

/** The detail of a `customer.updated` event: which properties changed and by whom, no values. */
export interface CustomerUpdated {
  customerId: string;
  tenantId?: string;
  version: number;
  previousVersion: number;
  updatedAt: string;
  updatedBy: Actor;
  changed: string[];
}

/** The event for a change of a stored customer; undefined if no response shows a difference. */
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

/** Not `versionOf`, which trusts the item: another writer's text would leak into the event. */
function toVersion(version: unknown): number {
  return typeof version === 'number' ? version : 0;
}
