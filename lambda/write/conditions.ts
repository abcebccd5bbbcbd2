import { isEmptyUpdate } from '../customer/customer-update.ts';
import { MAX_PAIRS, NO_WRITES, type StoredCustomer } from '../customer/stored-customer.ts';
import { ADDRESS_CONDITIONS } from './address-conditions.ts';
import { type Assumptions, VERIFIED } from './assumptions.ts';
import type { Placeholders } from './placeholders.ts';
import { MAX_IN_OPERANDS, type Plan } from './plan.ts';
import type { UpdateRequest } from './update-request.ts';

/** One of the parts of a condition, or several; all of them must hold. */
export type Condition = (
  placeholders: Placeholders,
  request: UpdateRequest,
  assumptions: Assumptions,
) => string | readonly string[];

/**
 * All that must hold for a planned write to be right. Each part is exact or too
 * strict, never too lax: what fails wrongly is seen in the returned item and
 * planned again. `maps` are those below which the change sets or removes members.
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

/** An individual, of the caller's tenant, exists. */
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
  // Without a version it is 0, which was compared when the item was seen.
  if (!hasVersion) return missing(placeholders, 'version');
  const versions = ifMatch.slice(0, MAX_IN_OPERANDS).map((version) => placeholders.value(version));
  // The header names no version, so no customer can match.
  if (versions.length === 0) return `attribute_not_exists(${placeholders.path('id')})`;
  return `${placeholders.path('version')} IN (${versions.join(', ')})`;
};

/** The stored version is still the one just seen. */
function sameVersion(placeholders: Placeholders, { version }: StoredCustomer): string {
  return version === undefined || version === null
    ? missing(placeholders, 'version')
    : `${placeholders.path('version')} = ${placeholders.value(version)}`;
}

const versionAsAssumed: Condition = (placeholders, _, { hasVersion }) =>
  hasVersion ? isOfType(placeholders, 'version', 'N') : missing(placeholders, 'version');

/** A nested SET or REMOVE is an error below a map that is not there. */
const mapsThere: Condition = (placeholders, request, assumptions) =>
  parentsOf(request, assumptions)
    .filter((map) => !assumptions.missing.includes(map))
    .map((map) => isOfType(placeholders, map, 'M'));

/** A map made whole replaces none that another writer made meanwhile, even one who counts no versions. */
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

/** What was verified is sent unchanged, or was not verified; where its mark falls, it does change. */
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
