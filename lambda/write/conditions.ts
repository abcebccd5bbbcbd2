import { isEmptyUpdate } from '../customer/customer-update.ts';
import { MAX_PAIRS, NO_WRITES, type StoredCustomer } from '../customer/stored-customer.ts';
import { ADDRESS_CONDITIONS } from './address-conditions.ts';
import { type Assumptions, VERIFIED } from './assumptions.ts';
import type { Placeholders } from './placeholders.ts';
import { MAX_IN_OPERANDS, type Plan } from './plan.ts';
import type { UpdateRequest } from './update-request.ts';

/** Builds one or more parts of a condition; all of them must hold. */
export type Condition = (
  placeholders: Placeholders,
  request: UpdateRequest,
  assumptions: Assumptions,
) => string | readonly string[];

/**
 * Everything that must hold for the planned write to be right. Each part is exact or too
 * strict: a write that fails needlessly is planned again from the returned item. Only
 * `primaryOfEachAddedType` is too lax, for a pointer to an address that is not stored.
 */
export function toConditions(
  placeholders: Placeholders,
  request: UpdateRequest,
  { assumptions, pinnedTo }: Plan,
): string[] {
  const bounds = pinnedTo ? PINNED : isEmptyUpdate(request.update) ? [ifMatch] : UNPINNED;
  const parts = [...ALWAYS, ...bounds];
  return [
    ...parts.flatMap((part) => part(placeholders, request, assumptions)),
    ...(pinnedTo ? [sameVersion(placeholders, pinnedTo)] : []),
  ];
}

/** The customer exists, is an individual and belongs to the caller's tenant. */
const ownedIndividual: Condition = (placeholders, { tenantId }) => {
  const individual = `${placeholders.path('type')} = ${placeholders.value('INDIVIDUAL')}`;
  if (tenantId === undefined) return individual;
  return [individual, `${placeholders.path('tenantId')} = ${placeholders.value(tenantId)}`];
};

const newWrite: Condition = (placeholders, { write }) =>
  `NOT contains(${placeholders.path('latestWrites')}, ${placeholders.value(write.key)})`;

const memoryAsAssumed: Condition = (placeholders, _, { remembers }) => {
  const isList = isOfType(placeholders, 'latestWrites', 'L');
  const size = `size(${placeholders.path('latestWrites')})`;
  const isWhole = `${isList} AND ${size} >= ${placeholders.value(NO_WRITES.length)}`;
  return remembers ? isWhole : `NOT (${isWhole})`;
};

const ifMatch: Condition = (placeholders, { ifMatch }, { hasVersion }) => {
  if (ifMatch === undefined || ifMatch === '*') return [];
  // A missing version counts as 0; `diagnose` has compared that with the header.
  if (!hasVersion) return missing(placeholders, 'version');
  const versions = ifMatch.slice(0, MAX_IN_OPERANDS).map((version) => placeholders.value(version));
  // The header names no version, so no customer can match.
  if (versions.length === 0) return `attribute_not_exists(${placeholders.path('id')})`;
  return `${placeholders.path('version')} IN (${versions.join(', ')})`;
};

/** The stored version has not changed since the item was seen. */
function sameVersion(placeholders: Placeholders, { version }: StoredCustomer): string {
  return version === undefined || version === null
    ? missing(placeholders, 'version')
    : `${placeholders.path('version')} = ${placeholders.value(version)}`;
}

const versionAsAssumed: Condition = (placeholders, _, { hasVersion }) =>
  hasVersion ? isOfType(placeholders, 'version', 'N') : missing(placeholders, 'version');

/** SET and REMOVE of a member fail where the map does not exist. */
const mapsThere: Condition = (placeholders, request, assumptions) =>
  parentsOf(request, assumptions)
    .filter((map) => !assumptions.missing.includes(map))
    .map((map) => isOfType(placeholders, map, 'M'));

/**
 * Setting a whole map must not replace one that another writer has added in the meantime, even
 * one that does not raise the version.
 */
const mapsMissing: Condition = (placeholders, request, assumptions) =>
  parentsOf(request, assumptions)
    .filter((map) => assumptions.missing.includes(map))
    .map((map) => missing(placeholders, map));

function parentsOf({ update }: UpdateRequest, { unmarked }: Assumptions): string[] {
  const { maps, added, removed } = update;
  const merged = Object.entries(maps).flatMap(([map, members]) => (members ? [map] : []));
  const points = added.some(({ primary }) => primary) || Object.keys(unmarked).length > 0;
  return [
    ...merged,
    ...(added.length + removed.length > 0 ? ['addresses', 'addressOrder'] : []),
    ...(points ? ['primaryAddresses'] : []),
  ];
}

function isOfType(placeholders: Placeholders, attribute: string, type: string): string {
  return `attribute_type(${placeholders.path(attribute)}, ${placeholders.value(type)})`;
}

function missing(placeholders: Placeholders, attribute: string): string {
  const path = placeholders.path(attribute);
  return `(attribute_not_exists(${path}) OR ${isOfType(placeholders, attribute, 'NULL')})`;
}

/**
 * The value sent is the stored one or is not marked verified; where the plan resets the mark,
 * the value really changes.
 */
const verifiedAsAssumed: Condition = (placeholders, { update }, { lowered }) =>
  (Object.keys(VERIFIED) as (keyof typeof VERIFIED)[]).flatMap((map) => {
    const members = update.maps[map];
    const value = members?.[VERIFIED[map]];
    if (value === undefined || members?.verified !== undefined) return [];
    const same = `${placeholders.path(map, VERIFIED[map])} = ${placeholders.value(value)}`;
    if (lowered.includes(map)) return [`NOT ${same}`];
    return [`(${same} OR NOT ${placeholders.path(map, 'verified')} = ${placeholders.value(true)})`];
  });

const roomForMetadata: Condition = (placeholders, { update }, assumptions) => {
  const members = Object.entries(update.maps.metadata ?? {});
  const set = members.filter(([, value]) => value !== null).map(([key]) => key);
  if (set.length === 0 || assumptions.missing.includes('metadata')) return [];
  const size = `size(${placeholders.path('metadata')})`;
  const stored = set.map((key) => `attribute_exists(${placeholders.path('metadata', key)})`);
  const allStored = [`${size} <= ${placeholders.value(MAX_PAIRS)}`, ...stored].join(' AND ');
  return `(${size} <= ${placeholders.value(MAX_PAIRS - set.length)} OR (${allStored}))`;
};

const ALWAYS = [ownedIndividual, newWrite];
const PINNED = [memoryAsAssumed, mapsMissing, verifiedAsAssumed];
const UNPINNED = [
  ifMatch,
  versionAsAssumed,
  memoryAsAssumed,
  mapsThere,
  mapsMissing,
  verifiedAsAssumed,
  roomForMetadata,
  ...ADDRESS_CONDITIONS,
];
