import type { NewAddress } from '../customer/address.ts';
import {
  type CustomerUpdate,
  type Indexed,
  MAP_PROPERTIES,
  type MapProperty,
  type MemberUpdate,
} from '../customer/customer-update.ts';
import type { AddressElement } from './addresses-schema.ts';

/** The second accepted spelling of `primaryPhoneNumber`. */
export const PHONE_ALIAS = 'primaryPhonenumber';

/** A validated body. */
interface Body {
  addresses?: readonly AddressElement[];
  type?: string;
  [PHONE_ALIAS]?: MemberUpdate;
  [property: string]: unknown;
}

/** Reduces a valid body to what is to change (docs/api.md, sections 1.1 and 2). */
export function toCustomerUpdate(body: Body): CustomerUpdate {
  const { addresses = [], type: _, [PHONE_ALIAS]: alias, ...properties } = body;
  const strings: Record<string, string | null> = {};
  const maps: Partial<Record<MapProperty, MemberUpdate | null>> = {};
  for (const [property, value] of Object.entries<unknown>({
    ...properties,
    ...(alias && { primaryPhoneNumber: alias }),
  })) {
    if (!isMapProperty(property)) strings[property] = value as string | null;
    else if (value === null || Object.keys(value as MemberUpdate).length > 0)
      maps[property] = value as MemberUpdate;
  }
  if (strings.socialId === null) strings.socialIdCountryCode = null;
  return { strings, maps, ...toAddressChanges(addresses) };
}

/** Equal addresses count once, as primary if any of them is; an id removed twice counts once. */
function toAddressChanges(elements: readonly AddressElement[]) {
  const added = new Map<string, Indexed<NewAddress>>();
  const removed = new Map<string, Indexed<{ id: string }>>();
  for (const [index, element] of elements.entries()) {
    if ('remove' in element) {
      const { id } = element;
      if (!removed.has(id)) removed.set(id, { id, index });
    } else {
      const first = added.get(element.contentHash);
      if (first) first.primary ||= element.primary;
      else added.set(element.contentHash, { ...element, index });
    }
  }
  return { added: [...added.values()], removed: [...removed.values()] };
}

function isMapProperty(property: string): property is MapProperty {
  return (MAP_PROPERTIES as readonly string[]).includes(property);
}
