import { ADDRESS_TYPES, type AddressType } from '../customer/address.ts';
import { isEmptyUpdate, type MemberUpdate } from '../customer/customer-update.ts';
import type { StoredCustomer } from '../customer/stored-customer.ts';
import { MAX_ADDRESSES, MAX_PAIRS } from '../customer/stored-customer.ts';
import type { Placeholders } from './placeholders.ts';
import type { UpdateRequest } from './update-request.ts';

// DynamoDB's limit for IN. An If-Match with more tags that match past it costs a second attempt.
const MAX_IN_OPERANDS = 100;

type Condition = (placeholders: Placeholders, request: UpdateRequest) => string | readonly string[];

/** What must hold whatever was seen before: an individual, of the caller's tenant, exists. */
export function ownedIndividual(placeholders: Placeholders, { tenantId }: UpdateRequest): string[] {
  const individual = `${placeholders.path('type')} = ${placeholders.value('INDIVIDUAL')}`;
  if (tenantId === undefined) return [individual];
  return [individual, `${placeholders.path('tenantId')} = ${placeholders.value(tenantId)}`];
}

/** The stored version is still the one just seen. */
export function sameVersion(placeholders: Placeholders, seen: StoredCustomer): string {
  return seen.version === undefined
    ? `attribute_not_exists(${placeholders.path('version')})`
    : `${placeholders.path('version')} = ${placeholders.value(seen.version)}`;
}

/**
 * All that must hold for a write planned without knowing the customer to be
 * right. Each part is exact or too strict, never too lax: what fails wrongly is
 * seen in the returned item and planned again.
 */
export function blindConditions(placeholders: Placeholders, request: UpdateRequest): string[] {
  const parts = isEmptyUpdate(request.update) ? [ifMatch, newWrite] : BLIND_CONDITIONS;
  return parts.flatMap((part) => part(placeholders, request));
}

const ifMatch: Condition = (placeholders, { ifMatch }) => {
  if (ifMatch === undefined || ifMatch === '*') return [];
  const versions = ifMatch.slice(0, MAX_IN_OPERANDS).map((version) => placeholders.value(version));
  // No tag of the header can be a version: nothing can match.
  if (versions.length === 0) return `attribute_not_exists(${placeholders.path('id')})`;
  return `${placeholders.path('version')} IN (${versions.join(', ')})`;
};

const newWrite: Condition = (placeholders, { write }) =>
  `NOT ${placeholders.path('writes', write.slot, 'key')} = ${placeholders.value(write.key)}`;

const hasVersion: Condition = (placeholders) => `attribute_exists(${placeholders.path('version')})`;

/** A nested SET or REMOVE is an error below a map that is not there. */
const parentMaps: Condition = (placeholders, { update }) => {
  const { maps, added, removed } = update;
  const merged = Object.entries(maps).flatMap(([map, members]) => (members ? [map] : []));
  const parents = ['writes', ...merged];
  if (added.length + removed.length > 0) parents.push('addresses', 'addressOrder');
  if (added.some(({ primary }) => primary)) parents.push('primaryAddresses');
  const map = placeholders.value('M');
  return parents.map((parent) => `attribute_type(${placeholders.path(parent)}, ${map})`);
};

/** Where the customer is verified, what was verified is sent unchanged. */
const keepsVerifiedMarks: Condition = (placeholders, { update }) => [
  ...keepsVerifiedMark(
    placeholders,
    'primaryPhoneNumber',
    'number',
    update.maps.primaryPhoneNumber,
  ),
  ...keepsVerifiedMark(placeholders, 'primaryEmail', 'value', update.maps.primaryEmail),
];

function keepsVerifiedMark(
  placeholders: Placeholders,
  map: string,
  member: string,
  members: MemberUpdate | null | undefined,
): string[] {
  const value = members?.[member];
  if (value === undefined || members?.verified !== undefined) return [];
  const same = `${placeholders.path(map, member)} = ${placeholders.value(value)}`;
  return [`(${same} OR NOT ${placeholders.path(map, 'verified')} = ${placeholders.value(true)})`];
}

const roomForMetadata: Condition = (placeholders, { update }) => {
  const members = Object.entries(update.maps.metadata ?? {});
  const set = members.filter(([, value]) => value !== null).map(([key]) => key);
  if (set.length === 0) return [];
  const size = `size(${placeholders.path('metadata')})`;
  const stored = set.map((key) => `attribute_exists(${placeholders.path('metadata', key)})`);
  const allStored = [`${size} <= ${placeholders.value(MAX_PAIRS)}`, ...stored].join(' AND ');
  return `(${size} <= ${placeholders.value(MAX_PAIRS - set.length)} OR (${allStored}))`;
};

const roomForAddresses: Condition = (placeholders, { update: { added, removed } }) => {
  if (added.length === 0) return [];
  const room = MAX_ADDRESSES - added.length + removed.length;
  return `size(${placeholders.path('addresses')}) <= ${placeholders.value(room)}`;
};

/** One stored without a place in the order, by something older, must not get a later one. */
const placesOfAdded: Condition = (placeholders, { update: { added } }) =>
  added.map(({ id }) => {
    const isPlaced = `attribute_exists(${placeholders.path('addressOrder', id)})`;
    return `(${isPlaced} OR attribute_not_exists(${placeholders.path('addresses', id)}))`;
  });

const primaryOfEachAddedType: Condition = (placeholders, { update: { added } }) =>
  ADDRESS_TYPES.filter((type) => added.some(({ content }) => content.type === type))
    .filter((type) => !marksPrimary(added, type))
    .map((type) => `attribute_exists(${placeholders.path('primaryAddresses', type)})`);

/** The removed addresses are stored, and none is a primary that the request does not replace. */
const removableAddresses: Condition = (placeholders, { update: { added, removed } }) => {
  if (removed.length === 0) return [];
  const pointers = ADDRESS_TYPES.filter((type) => !marksPrimary(added, type)).map((type) =>
    placeholders.path('primaryAddresses', type),
  );
  return removed.flatMap(({ id }) => [
    `attribute_exists(${placeholders.path('addresses', id)})`,
    ...(pointers.length > 0 ? [`NOT ${placeholders.value(id)} IN (${pointers.join(', ')})`] : []),
  ]);
};

function marksPrimary(added: UpdateRequest['update']['added'], type: AddressType): boolean {
  return added.some(({ content, primary }) => primary && content.type === type);
}

const BLIND_CONDITIONS = [
  ifMatch,
  newWrite,
  hasVersion,
  parentMaps,
  keepsVerifiedMarks,
  roomForMetadata,
  roomForAddresses,
  placesOfAdded,
  primaryOfEachAddedType,
  removableAddresses,
];
