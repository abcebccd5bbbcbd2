import { TYPES } from './addresses.ts';
import type { ModelUpdate } from './body.ts';
import type { ModelViolation } from './rules.ts';

export interface ModelAddress {
  type: string;
  content: string;
  primary: boolean;
}

/** A write: its caller, key, content and time. */
export interface ModelWrite {
  caller: string;
  key: string;
  meaning: string;
  at: string;
}

/** A customer as described in docs/api.md, independent of how it is stored. */
export interface ModelCustomer {
  id: string;
  type: string;
  status: string;
  version: number;
  created: { by: string; at: string };
  updated: { by: string; at: string };
  /** The values that are set; members of objects as `object.member`. */
  values: Readonly<Record<string, string | boolean>>;
  metadata: Readonly<Record<string, string>>;
  /** In the order in which they were added. */
  addresses: readonly ModelAddress[];
  /** All of them, oldest first. */
  writes: readonly ModelWrite[];
}

export type AccountViolation = ModelViolation & { code: string };

/** The account rules that an update breaks, in document order (docs/api.md, sections 1.3, 2 and 6). */
export function brokenAccountRules(
  customer: ModelCustomer,
  update: ModelUpdate,
  idOf: (content: string) => string | undefined,
): AccountViolation[] {
  const { added, removed } = update;
  const violations: AccountViolation[] = [];
  const ids = customer.addresses.map(({ content }) => idOf(content));
  const known = removed.filter(({ id }) => ids.includes(id));
  const grows = added.filter(({ content }) => !isStored(customer, content)).length;
  if (grows > 0 && customer.addresses.length + grows - known.length > 50) {
    violations.push({ path: ['addresses'], code: 'ADDRESS_LIMIT_EXCEEDED' });
  }
  const ofElements = removed
    .filter((removal) => !known.includes(removal))
    .map(({ index }) => ({ index, member: 'id', code: 'ADDRESS_NOT_FOUND' }));
  for (const type of TYPES) {
    const [first, ...others] = added.filter((address) => address.type === type);
    if (!first || customer.addresses.some((address) => address.type === type)) continue;
    if ([first, ...others].some(({ primary }) => primary)) continue;
    ofElements.push({ index: first.index, member: 'primary', code: 'PRIMARY_ADDRESS_REQUIRED' });
  }
  ofElements.sort((a, b) => a.index - b.index);
  for (const { index, member, code } of ofElements) {
    violations.push({ path: ['addresses', index, member], code });
  }
  const sets = Object.values(update.metadata ?? {}).some((value) => value !== null);
  if (sets && Object.keys(merged(customer.metadata, update.metadata)).length > 5) {
    violations.push({ path: ['metadata'], code: 'METADATA_LIMIT_EXCEEDED' });
  }
  if (customer.type !== 'INDIVIDUAL') {
    violations.push({ path: ['type'], code: 'CUSTOMER_TYPE_MISMATCH' });
  }
  return violations;
}

/** The customer after a change that breaks no rule. */
export function changed(
  customer: ModelCustomer,
  update: ModelUpdate,
  by: string,
  at: string,
  idOf: (content: string) => string | undefined,
): ModelCustomer {
  return {
    ...customer,
    version: customer.version + 1,
    updated: { by, at },
    values: changedValues(customer.values, update.values),
    metadata: merged(customer.metadata, update.metadata),
    addresses: changedAddresses(customer.addresses, update, idOf),
  };
}

function changedValues(
  stored: ModelCustomer['values'],
  update: ModelUpdate['values'],
): ModelCustomer['values'] {
  const all: ModelUpdate['values'] = { ...stored, ...update };
  if (update.placeOfBirth === null) {
    delete all['placeOfBirth.city'];
    delete all['placeOfBirth.countryCode'];
  }
  for (const [object, member] of [
    ['primaryPhoneNumber', 'number'],
    ['primaryEmail', 'value'],
  ]) {
    const path = `${object}.${member}`;
    const verified = `${object}.verified`;
    const isChanged = update[path] !== undefined && update[path] !== stored[path];
    if (isChanged && update[verified] === undefined) all[verified] = false;
  }
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string | boolean] => entry[1] !== null),
  );
}

function merged(
  stored: ModelCustomer['metadata'],
  update: ModelUpdate['metadata'],
): ModelCustomer['metadata'] {
  if (update === null) return {};
  return Object.fromEntries(
    Object.entries({ ...stored, ...update }).filter(
      (entry): entry is [string, string] => entry[1] !== null,
    ),
  );
}

function changedAddresses(
  stored: readonly ModelAddress[],
  { added, removed }: ModelUpdate,
  idOf: (content: string) => string | undefined,
): ModelAddress[] {
  const isRemoved = ({ content }: ModelAddress) => removed.some(({ id }) => id === idOf(content));
  const remaining = stored.filter((address) => !isRemoved(address));
  const isNew = ({ content }: { content: string }) =>
    !stored.some((address) => address.content === content);
  const all = [...remaining, ...added.filter(isNew)];
  return all.map(({ type, content }) => {
    const marked = added.find((address) => address.type === type && address.primary);
    const kept = remaining.find((address) => address.type === type && address.primary);
    const oldest = all.find((address) => address.type === type);
    return { type, content, primary: content === (marked ?? kept ?? oldest)?.content };
  });
}

function isStored(customer: ModelCustomer, content: string): boolean {
  return customer.addresses.some((address) => address.content === content);
}
