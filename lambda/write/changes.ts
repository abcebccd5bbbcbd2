import type { MemberUpdate } from '../customer/customer-update.ts';
import { type StoredCustomer, versionOf } from '../customer/stored-customer.ts';
import { changesOfAddresses } from './address-changes.ts';
import type { AttributePath, Change } from './update-expression.ts';
import type { UpdateRequest } from './update-request.ts';

/**
 * What an update changes in the item. Blind, it changes members of maps that the
 * conditions demand; with the item seen, maps that are missing are made whole,
 * and what depends on the stored values is decided by them.
 */
export function toChanges(request: UpdateRequest, seen?: StoredCustomer): Change[] {
  const { update, write, principalId, now } = request;
  const { slot, key, body } = write;
  const changes: Change[] = [
    ...Object.entries(update.strings).map(([name, value]) => toChange([name], value)),
    ...Object.entries(update.maps).flatMap(([map, members]) => changesOfMap(map, members)),
    ...(seen ? changesOfVerified(update.maps, seen) : []),
    ...changesOfAddresses(update, seen),
    { path: ['writes', slot], value: { key, body } },
    { path: ['updatedBy'], value: { id: principalId, type: 'service-account' } },
    { path: ['updatedAt'], value: now },
    seen ? { path: ['version'], value: versionOf(seen) + 1 } : { path: ['version'], plus: 1 },
  ];
  return seen ? withMissingMaps(changes, seen) : changes;
}

function toChange(path: AttributePath, value: unknown): Change {
  return value === null ? { path, remove: true } : { path, value };
}

function changesOfMap(map: string, members: MemberUpdate | null): Change[] {
  // An empty map instead of none: members can be set in it without a second attempt.
  if (members === null) return [{ path: [map], value: {} }];
  return Object.entries(members).map(([member, value]) => toChange([map, member], value));
}

/** A verified mark falls where what was verified really changes and the request does not set the mark. */
function changesOfVerified(
  { primaryPhoneNumber, primaryEmail }: UpdateRequest['update']['maps'],
  seen: StoredCustomer,
): Change[] {
  const falls = (members: MemberUpdate | null | undefined, member: string, stored: unknown) =>
    members?.[member] !== undefined && members.verified === undefined && members[member] !== stored;
  const changes: Change[] = [];
  if (
    seen.primaryPhoneNumber?.verified &&
    falls(primaryPhoneNumber, 'number', seen.primaryPhoneNumber.number)
  ) {
    changes.push({ path: ['primaryPhoneNumber', 'verified'], value: false });
  }
  if (seen.primaryEmail?.verified && falls(primaryEmail, 'value', seen.primaryEmail.value)) {
    changes.push({ path: ['primaryEmail', 'verified'], value: false });
  }
  return changes;
}

/** Folds changes below a map that the item does not have into one that sets the whole map. */
function withMissingMaps(changes: readonly Change[], seen: StoredCustomer): Change[] {
  const kept: Change[] = [];
  const missing = new Map<string, Map<string, unknown>>();
  for (const change of changes) {
    const [map, member] = change.path;
    if (member === undefined || !isMissing(seen[map as keyof StoredCustomer])) {
      kept.push(change);
      continue;
    }
    // A Map, for the marshaller takes an object with a member `constructor` for a class instance.
    const members = missing.get(map) ?? new Map<string, unknown>();
    if ('value' in change) members.set(member, change.value);
    if ('ifAbsent' in change) members.set(member, change.ifAbsent);
    missing.set(map, members);
  }
  return [...kept, ...[...missing].map(([map, value]): Change => ({ path: [map], value }))];
}

/** What is neither missing nor NULL is never replaced: DynamoDB refuses the write, and nothing is lost. */
function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}
