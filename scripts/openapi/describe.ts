import type { Schema } from './schema.ts';
import { PROPERTY_WORDS, REQUEST_WORDS } from './words.ts';

/** The paths of the request schemas in a customer. */
const PLACES: Readonly<Record<string, string>> = {
  CustomerUpdate: '',
  NewAddress: 'addresses.',
  NewShippingAddress: 'addresses.',
  NewContactName: 'addresses.name.',
  AddressRemoval: 'addresses.',
  PhoneNumberUpdate: 'primaryPhoneNumber.',
  EmailUpdate: 'primaryEmail.',
  PlaceOfBirthUpdate: 'placeOfBirth.',
};

/** Adds descriptions to all properties of the schemas; throws if one is missing. */
export function describeRequest(schemas: Record<string, Schema>): Record<string, Schema> {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => {
      const place = PLACES[name];
      return [name, place === undefined ? schema : describeMembers(schema, place)];
    }),
  );
}

function describeMembers(schema: Schema, place: string): Schema {
  const isAddress = place.startsWith('addresses.');
  const members = Object.entries(schema.properties ?? {}).map(([name, member]) => {
    const words = wordsOf(place + name, REQUEST_WORDS);
    const onNull = isAddress ? 'null counts as absent.' : 'null clears it.';
    const description = mayBeNull(member) && !words.includes('null') ? `${words} ${onNull}` : words;
    const described = member.properties ? describeMembers(member, `${place}${name}.`) : member;
    return [name, { description, ...described }];
  });
  return { ...schema, properties: Object.fromEntries(members) };
}

/** The description of a property, preferably from `special`; throws if there is none. */
export function wordsOf(path: string, special: Readonly<Record<string, string>>): string {
  const words = special[path] ?? PROPERTY_WORDS[path];
  if (words === undefined) throw new Error(`scripts/openapi/words.ts has no words for ${path}.`);
  return words;
}

function mayBeNull({ type, anyOf }: Schema): boolean {
  const types = Array.isArray(anyOf) ? anyOf.map((schema: Schema) => schema.type) : type;
  return Array.isArray(types) && types.includes('null');
}
