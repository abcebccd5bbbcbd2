import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { addressId, contentHash } from '../../lambda/customer/address.ts';
import type { SeedCustomer } from '../../local/seed/seed-customer.ts';
import { toStoredItem } from '../../local/seed/stored-item.ts';
import { judgeAddresses, TYPES } from './addresses.ts';
import { address, toNumbered } from './arbitrary-addresses.ts';
import type { ModelAddress, ModelCustomer } from './customer.ts';

/** What an item from an older writer may lack or have wrong. */
const EROSIONS = [
  'no version',
  'no writes',
  'no maps',
  'NULL for maps',
  'no addressOrder',
  'no positions',
  'no pointers',
  'hanging pointers',
  'older ids',
] as const;
type Erosion = (typeof EROSIONS)[number];

/** A customer at the start of a test: in the API's terms, and how its item differs. */
export interface StartCustomer {
  values: Record<string, string | boolean>;
  metadata: Record<string, string>;
  addresses: unknown[];
  isBusiness: boolean;
  erosions: Erosion[];
}

const CREATOR = 'creator';
const CREATED_AT = '2022-11-23T00:42:50.311Z';

const values = fc.constantFrom<StartCustomer['values']>(
  {},
  {
    firstName: 'Sarah',
    lastName: 'Green',
    sex: 'FEMALE',
    securityAnswer: ' Barbara Gowdy ',
    'primaryPhoneNumber.number': '+14151234',
    'primaryPhoneNumber.verified': true,
    'primaryEmail.value': 'sgreen@abc.com',
    'primaryEmail.verified': true,
    'placeOfBirth.city': 'Houston',
    socialId: '123-45-6789',
    socialIdCountryCode: 'USA',
  },
  {
    socialId: '1234567',
    'primaryPhoneNumber.extension': '30',
    'primaryPhoneNumber.verified': true,
    'primaryEmail.value': 'sgreen@abc.com',
  },
);

const manyAddresses = fc
  .integer({ min: 46, max: 50 })
  .map((count) =>
    Array.from({ length: count }, (_, n) => toNumbered(TYPES[n % 3] ?? 'MAILING', n)),
  );

export const startCustomer: fc.Arbitrary<StartCustomer> = fc.record({
  values,
  metadata: fc.constantFrom<Record<string, string>>(
    {},
    { a: '1' },
    { a: '1', b: '2', c: '3', constructor: '4', ' g ': '' },
  ),
  addresses: fc.oneof(
    { weight: 3, arbitrary: fc.array<unknown>(address, { maxLength: 5, size: 'max' }) },
    { weight: 1, arbitrary: manyAddresses },
  ),
  isBusiness: fc.constantFrom(...Array<boolean>(19).fill(false), true),
  erosions: fc.oneof(
    { weight: 2, arbitrary: fc.constant<Erosion[]>([]) },
    { weight: 1, arbitrary: fc.subarray([...EROSIONS]) },
  ),
});

export interface Started {
  model: ModelCustomer;
  item: Record<string, unknown> & { id: string };
}

/** An initial customer in both forms: the model's and the item. */
export function toStarted(start: StartCustomer, tenantId: string): Started {
  const id = randomUUID();
  const addresses = withPrimaries(judgeAddresses(start.addresses, () => undefined).added);
  const created = { by: CREATOR, at: CREATED_AT };
  const model: ModelCustomer = {
    id,
    type: start.isBusiness ? 'BUSINESS' : 'INDIVIDUAL',
    status: 'ACTIVE',
    version: 1,
    created,
    updated: created,
    values: start.values,
    metadata: start.metadata,
    addresses,
    writes: [],
  };
  const item: Record<string, unknown> = { ...toStoredItem(toSeed(model, tenantId), CREATED_AT) };
  const counted = eroded(model, item, start.erosions);
  // A Map: the marshaller takes an object with a member `constructor` for a class instance.
  if (item.metadata) item.metadata = new Map(Object.entries(item.metadata));
  return { model: counted, item: { ...item, id } };
}

function toSeed(model: ModelCustomer, tenantId: string): SeedCustomer {
  const members: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(model.values)) {
    const [property = '', member] = path.split('.');
    if (member === undefined) members[property] = value;
    else members[property] = { ...(members[property] as object), [member]: value };
  }
  const actor = { id: model.created.by, type: 'service-account' };
  return {
    ...members,
    id: model.id,
    tenantId,
    type: model.type,
    status: model.status,
    createdAt: model.created.at,
    createdBy: actor,
    metadata: model.metadata,
    addresses: model.addresses.map(({ content, primary }) => ({ ...JSON.parse(content), primary })),
  };
}

/** Removes from the item what an older writer would not have stored; returns the matching model. */
function eroded(
  model: ModelCustomer,
  item: Record<string, unknown>,
  erosions: readonly Erosion[],
): ModelCustomer {
  const has = (erosion: Erosion) => erosions.includes(erosion);
  if (has('older ids')) Object.assign(item, JSON.parse(renamed(item, model)));
  const stored = item.addresses as Record<string, { position?: number }>;
  let { version, addresses } = model;
  if (has('no version')) {
    version = 0;
    delete item.version;
  }
  if (has('no writes')) delete item.latestWrites;
  // There is no order without a version, because the order consists of versions.
  if (has('no addressOrder') || has('no positions') || has('no version')) delete item.addressOrder;
  if (has('no positions')) {
    for (const one of Object.values(stored)) delete one.position;
    // The order is then undefined, but must not change.
    const nameOf = ({ content }: ModelAddress) => idOf(model.id, content, has('older ids'));
    addresses = [...addresses].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  }
  if (has('no pointers') || has('hanging pointers')) {
    addresses = withPrimaries(addresses.map((one) => ({ ...one, primary: false })));
    const types = new Set(addresses.map(({ type }) => type));
    const hanging = Object.fromEntries([...types].map((type) => [type, 'an address long gone']));
    if (has('no pointers')) delete item.primaryAddresses;
    else item.primaryAddresses = hanging;
  }
  for (const [name, value] of Object.entries(item)) {
    if (JSON.stringify(value) !== '{}') continue;
    if (has('NULL for maps')) item[name] = null;
    else if (has('no maps')) delete item[name];
  }
  return { ...model, version, addresses };
}

/** The primary address of each type: the first marked one, or else the first. */
function withPrimaries(addresses: readonly ModelAddress[]): ModelAddress[] {
  return addresses.map((address) => {
    const ofType = addresses.filter(({ type }) => type === address.type);
    const primary = ofType.find((other) => other.primary) ?? ofType[0];
    return { type: address.type, content: address.content, primary: address === primary };
  });
}

function idOf(customerId: string, content: string, isOlder: boolean): string {
  const hash = contentHash(JSON.parse(content));
  return isOlder ? hash : addressId(customerId, hash);
}

/** The item with address ids from before they depended on the customer. */
function renamed(item: Record<string, unknown>, { id, addresses }: ModelCustomer) {
  const pairs = addresses.map(({ content }) => [idOf(id, content, false), idOf(id, content, true)]);
  return pairs.reduce(
    (text, [current = '', older = '']) => text.replaceAll(current, older),
    JSON.stringify(item),
  );
}
