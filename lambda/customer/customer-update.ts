import * as v from 'valibot';
import type { AddressElement } from '../body/addresses-schema.ts';
import { acrossMembers, type BrokenMember, closedObject } from '../body/strict-object.ts';
import type { NewAddress } from './address.ts';
import { entriesOf, PHONE_ALIAS, READ_ONLY } from './request-body.ts';

/** Members to set or, by null, to clear. */
export type MemberUpdate = Readonly<Record<string, string | boolean | null>>;

/**
 * A validated and normalised request body: what is to change and nothing else.
 * Indexes are places in the request's `addresses`, for messages alone.
 */
export interface CustomerUpdate {
  /** Top-level strings; null clears. */
  strings: Readonly<Record<string, string | null>>;
  /** Objects merged member by member; null clears the whole. */
  maps: Readonly<Partial<Record<MapProperty, MemberUpdate | null>>>;
  added: readonly Indexed<NewAddress>[];
  removed: readonly Indexed<{ id: string }>[];
}

type Indexed<T> = T & { index: number };

const MAP_PROPERTIES = ['metadata', 'primaryPhoneNumber', 'primaryEmail', 'placeOfBirth'] as const;
type MapProperty = (typeof MAP_PROPERTIES)[number];

/** Whether an update names nothing to change. */
export function isEmptyUpdate({ strings, maps, added, removed }: CustomerUpdate): boolean {
  const changed = { ...strings, ...maps };
  return Object.keys(changed).length + added.length + removed.length === 0;
}

type Body = v.InferOutput<v.ObjectSchema<ReturnType<typeof entriesOf>, undefined>>;

/** Names of the properties that an update names; keys of metadata are the caller's content and stay out. */
export function changedProperties({ strings, maps, added, removed }: CustomerUpdate): string[] {
  const { metadata, ...objects } = maps;
  return [
    ...Object.keys(strings),
    ...Object.entries(objects).flatMap(([map, members]) =>
      members ? Object.keys(members).map((member) => `${map}.${member}`) : [map],
    ),
    ...(metadata === undefined ? [] : ['metadata']),
    ...(added.length + removed.length > 0 ? ['addresses'] : []),
  ];
}

/**
 * The schema of a request body (docs/api.md, sections 1.1 to 1.4); its output is a
 * `CustomerUpdate`. `today` gives the latest possible date of birth, `YYYY-MM-DD`.
 */
export function createCustomerUpdateSchema(today: () => string) {
  return v.pipe(
    closedObject(entriesOf(today), READ_ONLY),
    acrossMembers(brokenTogether),
    v.transform(toCustomerUpdate),
  );
}

/** The rules that need more than one property; each broken one names the property to fix. */
function* brokenTogether(body: Readonly<Record<string, unknown>>): Generator<BrokenMember> {
  const { socialId, socialIdCountryCode } = body;
  if (body[PHONE_ALIAS] !== undefined && body.primaryPhoneNumber !== undefined) {
    yield [PHONE_ALIAS, 'INVALID_VALUE', 'must not be sent together with primaryPhoneNumber.'];
  }
  if (socialIdCountryCode === null && socialId !== null) {
    yield ['socialIdCountryCode', 'NOT_CLEARABLE', 'can be cleared only together with socialId.'];
  } else if (typeof socialIdCountryCode === 'string' && socialId === null) {
    yield ['socialIdCountryCode', 'INVALID_VALUE', 'must not be set when socialId is cleared.'];
  } else if (socialIdCountryCode === undefined && socialId !== null && socialId !== undefined) {
    yield ['socialIdCountryCode', 'REQUIRED', 'is required with socialId.'];
  }
}

function toCustomerUpdate(body: Body): CustomerUpdate {
  const { addresses = [], type: _, [PHONE_ALIAS]: alias, ...properties } = body;
  const strings: Record<string, string | null> = {};
  const maps: Partial<Record<MapProperty, MemberUpdate | null>> = {};
  for (const [property, value] of Object.entries({
    ...properties,
    ...(alias && { primaryPhoneNumber: alias }),
  })) {
    if (!isMapProperty(property)) strings[property] = value as string | null;
    else if (value === null || Object.keys(value).length > 0)
      maps[property] = value as MemberUpdate;
  }
  if (strings.socialId === null) strings.socialIdCountryCode = null;
  return { strings, maps, ...toAddressChanges(addresses) };
}

/** Equal addresses count once, marked primary where any of them is; an id removed twice counts once. */
function toAddressChanges(elements: readonly AddressElement[]) {
  const added = new Map<string, Indexed<NewAddress>>();
  const removed = new Map<string, Indexed<{ id: string }>>();
  for (const [index, element] of elements.entries()) {
    const { id } = element;
    if ('remove' in element) {
      if (!removed.has(id)) removed.set(id, { id, index });
    } else {
      const first = added.get(id);
      if (first) first.primary ||= element.primary;
      else added.set(id, { ...element, index });
    }
  }
  return { added: [...added.values()], removed: [...removed.values()] };
}

function isMapProperty(property: string): property is MapProperty {
  return (MAP_PROPERTIES as readonly string[]).includes(property);
}
