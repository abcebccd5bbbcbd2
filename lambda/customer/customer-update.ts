import type { NewAddress } from './address.ts';

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

/** With its place in the request's `addresses`. */
export type Indexed<T> = T & { index: number };

/** Properties that are objects merged member by member. */
export const MAP_PROPERTIES = [
  'metadata',
  'primaryPhoneNumber',
  'primaryEmail',
  'placeOfBirth',
] as const;
export type MapProperty = (typeof MAP_PROPERTIES)[number];

/** Whether an update names nothing to change. */
export function isEmptyUpdate({ strings, maps, added, removed }: CustomerUpdate): boolean {
  const properties = Object.keys(strings).length + Object.keys(maps).length;
  return properties + added.length + removed.length === 0;
}

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
