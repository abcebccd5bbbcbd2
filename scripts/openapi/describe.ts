import type { Schema } from './schema.ts';
import { PROPERTY_WORDS, REQUEST_WORDS } from './words.ts';

/** Where the schemas of a request stand in a customer. */
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

/** The same schemas, with words for each property; throws where there are none. */
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

/** The words of a property, the special ones first; throws where there are none. */
export function wordsOf(path: string, special: Readonly<Record<string, string>>): string {
  const words = special[path] ?? PROPERTY_WORDS[path];
  if (words === undefined) throw new Error(`scripts/openapi/words.ts has no words for ${path}.`);
  return words;
}

function mayBeNull({ type, anyOf }: Schema): boolean {
  const types = Array.isArray(anyOf) ? anyOf.map((schema: Schema) => schema.type) : type;
  return Array.isArray(types) && types.includes('null');
}
