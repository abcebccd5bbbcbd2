import type { CustomerUpdate } from '../customer/customer-update.ts';
import type { Write } from './idempotency.ts';

/** The versions in an If-Match header, or `*` for any existing customer. */
export type IfMatch = '*' | readonly number[];

/** One validated update of one customer by one caller. */
export interface UpdateRequest {
  customerId: string;
  /** The caller's tenant, if tenancy is on. */
  tenantId?: string;
  principalId: string;
  update: CustomerUpdate;
  ifMatch?: IfMatch;
  write: Write;
  /** Time of the change, ISO 8601 in UTC with milliseconds. */
  now: string;
}
