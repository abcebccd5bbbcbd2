import * as v from 'valibot';
import { ADDRESS_TYPES, addressId, type NewAddress } from '../customer/address.ts';
import { ADDRESS_MEMBERS, addressSchemaFor } from './address-schema.ts';
import { type BrokenRule, toIssue } from './broken-rule.ts';
import { normalize } from './normalize.ts';
import { isJsonObject, strictObject } from './strict-object.ts';
import { must, text } from './text.ts';

/** The removal of the stored address with this id. */
export interface AddressRemoval {
  id: string;
  remove: true;
}

export type AddressElement = NewAddress | AddressRemoval;

/** Members of a removal, in the order of violations. */
export const REMOVAL_MEMBERS = ['id', 'remove'];
/** Maximum number of additions and removals in one request. */
export const MAX_ELEMENTS = 20;
// A response lists at most 100 violations. The limit bounds the work for a hostile body.
const MAX_ELEMENTS_CHECKED = 100;

const forbidden = v.exactOptional(
  v.pipe(
    v.unknown(),
    must(() => false, 'INVALID_VALUE', 'must not be sent together with remove.'),
  ),
);

/** The schema of a removal: an `id` and `remove: true`, and no member of an address. */
export const removal = v.pipe(
  strictObject({
    id: text({ min: 1, max: 255 }),
    remove: v.pipe(
      v.boolean(),
      must((remove) => remove, 'INVALID_VALUE', 'must be true.'),
    ),
    ...Object.fromEntries(ADDRESS_MEMBERS.map((member) => [member, forbidden])),
  }),
  v.transform(({ id }): AddressRemoval => ({ id, remove: true })),
);

/**
 * The `addresses` of a request: addresses to add and removals (docs/api.md, section 2).
 * `customerId` returns the id of the customer to update, if it is known.
 */
export const addressesOf = (customerId: () => string | undefined) =>
  v.pipe(
    v.unknown(),
    v.transform((input) => (Array.isArray(input) ? input.slice(0, MAX_ELEMENTS_CHECKED) : input)),
    v.array(
      v.lazy(
        (input): v.GenericSchema<unknown, AddressElement> =>
          isRemoval(input) ? removal : addressSchemaFor(input),
      ),
    ),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!Array.isArray(dataset.value)) return;
      const invalid = new Set(dataset.issues?.map(({ path }) => path?.[0].key));
      const input = dataset.value.map((element, index) =>
        invalid.has(index) ? withoutOutput(element) : element,
      );
      if (input.length > MAX_ELEMENTS) {
        addIssue(
          toIssue({ code: 'TOO_MANY_ITEMS', rule: `must have at most ${MAX_ELEMENTS} elements.` }),
        );
      }
      const report = (index: number, key: string, broken: BrokenRule) => {
        const element = input[index] as Record<string, unknown>;
        const place = {
          type: 'array',
          origin: 'value',
          input,
          key: index,
          value: element,
        } as const;
        const member = {
          type: 'object',
          origin: 'value',
          input: element,
          key,
          value: element[key],
        };
        addIssue({ ...toIssue(broken), path: [place, member as v.ObjectPathItem] });
      };
      for (const index of furtherPrimaries(input)) {
        report(index, 'primary', {
          code: 'MULTIPLE_PRIMARY_ADDRESSES',
          rule: 'may be true for only one address of each type.',
        });
      }
      for (const index of removalsOfAdded(input, customerId())) {
        report(index, 'id', {
          code: 'INVALID_VALUE',
          rule: 'must not be the id of an address that the request adds.',
        });
      }
    }),
  );

/** The schema for an unknown customer. */
export const addresses = addressesOf(() => undefined);

function isRemoval(input: unknown): boolean {
  if (!isJsonObject(input)) return false;
  const isAddress = ADDRESS_MEMBERS.some((member) => Object.hasOwn(input, member));
  return Object.hasOwn(input, 'remove') || (Object.hasOwn(input, 'id') && !isAddress);
}

// Both checks below also run if elements are invalid. A valid element is its schema's output by
// then. An invalid one may be in any state; the checks get only the members that they read.

/** Indexes of the addresses marked primary after another address of their type. */
function furtherPrimaries(elements: readonly unknown[]): number[] {
  const primaries = new Map<unknown, unknown>();
  return [...elements.keys()].filter((index) => {
    const element = elements[index];
    if (!isJsonObject(element) || element.primary !== true) return false;
    const type = isNewAddress(element) ? element.content.type : element.type;
    if (!(ADDRESS_TYPES as readonly unknown[]).includes(type)) return false;
    const identity = isNewAddress(element) ? element.contentHash : element;
    if (!primaries.has(type)) primaries.set(type, identity);
    return primaries.get(type) !== identity;
  });
}

/** Indexes of the removals of an address that the request also adds. */
function removalsOfAdded(elements: readonly unknown[], customerId: string | undefined): number[] {
  const hashes = elements.filter(isNewAddress).map(({ contentHash }) => contentHash);
  const ids = customerId === undefined ? [] : hashes.map((hash) => addressId(customerId, hash));
  // An older version stored addresses under their content hash.
  const added = new Set([...hashes, ...ids]);
  return [...elements.keys()].filter((index) => {
    const element = elements[index];
    return isJsonObject(element) && 'remove' in element && added.has(element.id as string);
  });
}

function withoutOutput(element: unknown): unknown {
  if (!isJsonObject(element)) return element;
  const { type, id, primary } = element;
  const text = (value: unknown) => (typeof value === 'string' ? normalize(value) : value);
  return { type: text(type), id: text(id), primary, ...('remove' in element && { remove: true }) };
}

function isNewAddress(element: unknown): element is NewAddress {
  return isJsonObject(element) && 'content' in element;
}
