import type { MemberUpdate } from '../customer/customer-update.ts';
import { NO_WRITES } from '../customer/stored-customer.ts';
import { changesOfAddresses } from './address-changes.ts';
import type { Write } from './idempotency.ts';
import type { Plan } from './plan.ts';
import type { AttributePath, Change } from './update-expression.ts';
import type { UpdateRequest } from './update-request.ts';

const FIRST_VERSION = 1;
const LATEST_WRITES = ['latestWrites'] as const;

/**
 * The changes to the item: single members of maps that the conditions require to exist, and
 * whole maps where the plan assumes that they are missing.
 */
export function toChanges(request: UpdateRequest, plan: Plan): Change[] {
  const { update, write, principalId, now } = request;
  const { hasVersion, lowered, missing, remembers } = plan.assumptions;
  const changes: Change[] = [
    ...Object.entries(update.strings).map(([name, value]) => toChange([name], value)),
    ...Object.entries(update.maps).flatMap(([map, members]) => changesOfMap(map, members)),
    ...lowered.map((map): Change => ({ path: [map, 'verified'], value: false })),
    ...changesOfAddresses(request, plan),
    ...(remembers ? [{ path: LATEST_WRITES, push: [write.key, write.body] }] : firstMemory(write)),
    { path: ['updatedBy'], value: { id: principalId, type: 'service-account' } },
    { path: ['updatedAt'], value: now },
    hasVersion ? { path: ['version'], plus: 1 } : { path: ['version'], value: FIRST_VERSION },
  ];
  return withMissingMaps(changes, missing);
}

/** The first `latestWrites`; removes `writes`, in which an older version kept eight writes. */
function firstMemory({ key, body }: Write): Change[] {
  const value = [...NO_WRITES.slice(2), key, body];
  return [
    { path: LATEST_WRITES, value },
    { path: ['writes'], remove: true },
  ];
}

function toChange(path: AttributePath, value: unknown): Change {
  return value === null ? { path, remove: true } : { path, value };
}

function changesOfMap(map: string, members: MemberUpdate | null): Change[] {
  // Set to an empty map, not removed: the next update can set members without a second round.
  if (members === null) return [{ path: [map], value: {} }];
  return Object.entries(members).map(([member, value]) => toChange([map, member], value));
}

/** Folds changes below a map that the item does not have into one that sets the whole map. */
function withMissingMaps(changes: readonly Change[], missing: readonly string[]): Change[] {
  const kept: Change[] = [];
  const made = new Map<string, Map<string, unknown>>();
  for (const change of changes) {
    const [map, member] = change.path;
    if (member === undefined || !missing.includes(map)) {
      kept.push(change);
      continue;
    }
    // A Map: the marshaller takes an object with a member `constructor` for a class instance.
    const members = made.get(map) ?? new Map<string, unknown>();
    if ('value' in change) members.set(member, change.value);
    if ('ifAbsent' in change) members.set(member, change.ifAbsent);
    made.set(map, members);
  }
  return [...kept, ...[...made].map(([map, value]): Change => ({ path: [map], value }))];
}
