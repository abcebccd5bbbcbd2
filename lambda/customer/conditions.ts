import { ADDRESS_TYPES, type AddressType } from './address.ts';
import { isEmptyUpdate, type MemberUpdate } from './customer-update.ts';
import type { Placeholders } from './expression.ts';
import { MAX_ADDRESSES, MAX_PAIRS } from './limits.ts';
import type { StoredCustomer } from './stored-customer.ts';
import type { UpdateRequest } from './update-request.ts';

// DynamoDB's limit for IN. An If-Match with more tags that match past it costs a second attempt.
const MAX_IN_OPERANDS = 100;

type Condition = (at: Placeholders, request: UpdateRequest) => string | readonly string[];

/** What must hold whatever was seen before: an individual, of the caller's tenant, exists. */
export function ownedIndividual(at: Placeholders, { tenantId }: UpdateRequest): string[] {
  const individual = `${at.path('type')} = ${at.value('INDIVIDUAL')}`;
  if (tenantId === undefined) return [individual];
  return [individual, `${at.path('tenantId')} = ${at.value(tenantId)}`];
}

/** The stored version is still the one just seen. */
export function sameVersion(at: Placeholders, seen: StoredCustomer): string {
  return seen.version === undefined
    ? `attribute_not_exists(${at.path('version')})`
    : `${at.path('version')} = ${at.value(seen.version)}`;
}

/**
 * All that must hold for a write planned without knowing the customer to be
 * right. Each part is exact or too strict, never too lax: what fails wrongly is
 * seen in the returned item and planned again.
 */
export function blindConditions(at: Placeholders, request: UpdateRequest): string[] {
  const parts = isEmptyUpdate(request.update) ? [ifMatch, newWrite] : ALL;
  return parts.flatMap((part) => part(at, request));
}

const ifMatch: Condition = (at, { ifMatch }) => {
  if (ifMatch === undefined || ifMatch === '*') return [];
  const versions = ifMatch.slice(0, MAX_IN_OPERANDS).map((version) => at.value(version));
  // No tag of the header can be a version: nothing can match.
  if (versions.length === 0) return `attribute_not_exists(${at.path('id')})`;
  return `${at.path('version')} IN (${versions.join(', ')})`;
};

const newWrite: Condition = (at, { write }) =>
  `NOT ${at.path('writes', write.slot, 'key')} = ${at.value(write.key)}`;

const hasVersion: Condition = (at) => `attribute_exists(${at.path('version')})`;

/** A nested SET or REMOVE is an error below a map that is not there. */
const parentMaps: Condition = (at, { update }) => {
  const { maps, added, removed } = update;
  const merged = Object.entries(maps).flatMap(([map, members]) => (members ? [map] : []));
  const parents = ['writes', ...merged];
  if (added.length + removed.length > 0) parents.push('addresses', 'addressOrder');
  if (added.some(({ primary }) => primary)) parents.push('primaryAddresses');
  const map = at.value('M');
  return parents.map((parent) => `attribute_type(${at.path(parent)}, ${map})`);
};

const unverifiedOrSameNumber: Condition = (at, { update }) => [
  ...staysVerified(at, 'primaryPhoneNumber', 'number', update.maps.primaryPhoneNumber),
  ...staysVerified(at, 'primaryEmail', 'value', update.maps.primaryEmail),
];

function staysVerified(
  at: Placeholders,
  map: string,
  member: string,
  members: MemberUpdate | null | undefined,
): string[] {
  const value = members?.[member];
  if (value === undefined || members?.verified !== undefined) return [];
  const same = `${at.path(map, member)} = ${at.value(value)}`;
  return [`(${same} OR NOT ${at.path(map, 'verified')} = ${at.value(true)})`];
}

const roomForMetadata: Condition = (at, { update }) => {
  const members = Object.entries(update.maps.metadata ?? {});
  const set = members.filter(([, value]) => value !== null).map(([key]) => key);
  if (set.length === 0) return [];
  const size = `size(${at.path('metadata')})`;
  const stored = set.map((key) => `attribute_exists(${at.path('metadata', key)})`);
  const allStored = [`${size} <= ${at.value(MAX_PAIRS)}`, ...stored].join(' AND ');
  return `(${size} <= ${at.value(MAX_PAIRS - set.length)} OR (${allStored}))`;
};

const roomForAddresses: Condition = (at, { update: { added, removed } }) => {
  if (added.length === 0) return [];
  const room = MAX_ADDRESSES - added.length + removed.length;
  return `size(${at.path('addresses')}) <= ${at.value(room)}`;
};

/** One stored without a place in the order, by something older, must not get a later one. */
const placesOfAdded: Condition = (at, { update: { added } }) =>
  added.map(({ id }) => {
    const isPlaced = `attribute_exists(${at.path('addressOrder', id)})`;
    return `(${isPlaced} OR attribute_not_exists(${at.path('addresses', id)}))`;
  });

const primaryOfEachAddedType: Condition = (at, { update: { added } }) =>
  ADDRESS_TYPES.filter((type) => added.some(({ content }) => content.type === type))
    .filter((type) => !marksPrimary(added, type))
    .map((type) => `attribute_exists(${at.path('primaryAddresses', type)})`);

/** The removed addresses are stored, and none is a primary that the request does not replace. */
const removableAddresses: Condition = (at, { update: { added, removed } }) => {
  if (removed.length === 0) return [];
  const pointers = ADDRESS_TYPES.filter((type) => !marksPrimary(added, type)).map((type) =>
    at.path('primaryAddresses', type),
  );
  return removed.flatMap(({ id }) => [
    `attribute_exists(${at.path('addresses', id)})`,
    ...(pointers.length > 0 ? [`NOT ${at.value(id)} IN (${pointers.join(', ')})`] : []),
  ]);
};

function marksPrimary(added: UpdateRequest['update']['added'], type: AddressType): boolean {
  return added.some(({ content, primary }) => primary && content.type === type);
}

const ALL = [
  ifMatch,
  newWrite,
  hasVersion,
  parentMaps,
  unverifiedOrSameNumber,
  roomForMetadata,
  roomForAddresses,
  placesOfAdded,
  primaryOfEachAddedType,
  removableAddresses,
];
