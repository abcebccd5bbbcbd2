import type { NewAddress } from './address.ts';

/** Members to set; null clears a member. */
export type MemberUpdate = Readonly<Record<string, string | boolean | null>>;

/**
 * A validated and normalised request body, reduced to what is to change. Indexes refer to the
 * request's `addresses`.
 */
export interface CustomerUpdate {
  /** Top-level strings; null clears. */
  strings: Readonly<Record<string, string | null>>;
  /** Objects merged member by member; null clears the whole object. */
  maps: Readonly<Partial<Record<MapProperty, MemberUpdate | null>>>;
  added: readonly Indexed<NewAddress>[];
  removed: readonly Indexed<{ id: string }>[];
}

/** An element with its index in the request's `addresses`. */
export type Indexed<T> = T & { index: number };

/** Properties whose objects are merged member by member. */
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

/**
 * Names of the properties that an update changes. Metadata keys are the caller's content and are
 * left out.
 */
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
