import fc from 'fast-check';
import { addressElements } from './arbitrary-addresses.ts';
import { EMAILS, MASKED_IDS, PHONES } from './samples.ts';

/** Some properties of a body, by name. */
type Properties = readonly (readonly [name: string, value: unknown])[];

/** Mostly one of the good values; now and then a bad one. */
function mostly(good: readonly unknown[], bad: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom(...good) },
    { weight: 1, arbitrary: fc.constantFrom(...bad) },
  );
}

const NOT_TEXT = [5, true, [], {}];
const RARE_NAMES = ['\ufa19', 'e\u0301\ufa19e\u0301', '\u0646\u200c\u0647', '\u845b\u{e0100}'];
const NAMES = [
  ...RARE_NAMES,
  'Ann',
  ' Ann ',
  'Zo\u00eb',
  'Zoe\u0308',
  'x'.repeat(40),
  '😀'.repeat(40),
];
const INVISIBLE_NAMES = ['\u200b', '\u3164', '\u00ad \u2800'];
const BAD_NAMES = [
  ...INVISIBLE_NAMES,
  '',
  '  ',
  'x'.repeat(41),
  'a\u0007b',
  'a\ud800',
  ...NOT_TEXT,
];
const TEXTS = ['', 'He/His', ' She/Her ', 'y'.repeat(255)];
const BAD_TEXTS = ['y'.repeat(256), 'a\nb', ...NOT_TEXT];
const COUNTRIES = ['USA', 'CAN', 'DEU', ' FRA'];
const BAD_COUNTRIES = ['ZZZ', 'usa', 'US', '', ...NOT_TEXT];
const FLAGS = [true, false];

const one = (name: string, good: readonly unknown[], bad: readonly unknown[]) =>
  mostly(good, bad).map((value): Properties => [[name, value]]);

/** Up to four of the members. */
const some = (...members: fc.Arbitrary<Properties>[]) =>
  fc
    .array(fc.oneof(...members), { maxLength: 4, size: 'max' })
    .map((chosen) => Object.fromEntries(chosen.flat()));

const phone = some(
  one(
    'number',
    [...PHONES.keys()].filter((key) => PHONES.get(key)),
    [...PHONES.keys(), null, ...NOT_TEXT],
  ),
  one('type', ['WORK', 'HOME', ' MOBILE '], ['work', '', null, ...NOT_TEXT]),
  one('provider', [...NAMES, null], BAD_NAMES),
  one('extension', ['31', ' 7 ', null], ['', '12345678901', ...NOT_TEXT]),
  one('verified', FLAGS, ['true', null, 1]),
);

const email = some(
  one(
    'value',
    [...EMAILS.keys()].filter((key) => EMAILS.get(key)),
    [...EMAILS.keys(), null, ...NOT_TEXT],
  ),
  one('verified', FLAGS, ['true', null, 0]),
);

const birth = some(
  one('city', ['Houston', ' Ulm ', '', null], ['x'.repeat(61), ...NOT_TEXT]),
  one('countryCode', [...COUNTRIES, null], BAD_COUNTRIES),
);

const metadataKey = mostly(
  ['a', 'b', 'c', 'd', 'e', 'f', 'constructor', ' g ', 'k'.repeat(40)],
  ['', 'k'.repeat(41), 'a\u0000', '__proto__'],
);
const metadataValue = mostly(
  ['1', '2', '', ' 3 ', '4\n', null, null, 'v'.repeat(1024)],
  ['v'.repeat(1025), 'a\u0000', '\udc00', ...NOT_TEXT],
);
const metadata = fc
  .array(fc.tuple(metadataKey, metadataValue), { maxLength: 6, size: 'max' })
  .map((members) => Object.fromEntries(members));
const manyNulls = fc
  .integer({ min: 19, max: 21 })
  .map((count) => Object.fromEntries(Array.from({ length: count }, (_, key) => [`k${key}`, null])));

const social = fc
  .constantFrom<[unknown?, unknown?][]>(
    [['123-45-6789', 'USA']],
    [['12345', 'DEU']],
    [['1234567', 'CAN']],
    [['X1234567L', 'ESP']],
    ...MASKED_IDS.map((id): [[string, string]] => [[id, 'USA']]),
    [[null]],
    [[null, null]],
    [[undefined, 'CAN']],
    [['1234', 'USA']],
    [['123-45-6789']],
    [[undefined, null]],
    [['123-45-6789', null]],
    [[null, 'USA']],
  )
  .map((choices): Properties => {
    const [socialId, code] = choices[0] ?? [];
    const both = [
      ['socialId', socialId],
      ['socialIdCountryCode', code],
    ] as const;
    return both.filter(([, value]) => value !== undefined);
  });

const object = (name: string, members: fc.Arbitrary<unknown>, bad: readonly unknown[]) =>
  fc
    .oneof(
      { weight: 40, arbitrary: members },
      { weight: 1, arbitrary: fc.constantFrom<unknown>(...bad) },
    )
    .map((value): Properties => [[name, value]]);

const weighted = (weight: number, arbitrary: fc.Arbitrary<Properties>) => ({ weight, arbitrary });

const properties = fc.oneof(
  weighted(6, object('addresses', addressElements, [null, {}, 'a'])),
  weighted(4, object('metadata', fc.oneof(metadata, metadata, manyNulls), [null, [], 'a'])),
  weighted(3, object('primaryPhoneNumber', phone, [null, [], 'a'])),
  weighted(1, object('primaryPhonenumber', phone, [null, [], 'a'])),
  weighted(3, object('primaryEmail', email, [null, [], 'a'])),
  weighted(2, object('placeOfBirth', fc.oneof(birth, fc.constant(null)), [[], 'a'])),
  weighted(2, social),
  weighted(1, one('type', ['INDIVIDUAL'], ['BUSINESS', '', null, 1])),
  ...['firstName', 'lastName'].map((name) => weighted(1, one(name, NAMES, [null, ...BAD_NAMES]))),
  ...['middleName', 'prefix', 'suffix'].map((name) =>
    weighted(1, one(name, [...NAMES, null], BAD_NAMES)),
  ),
  ...['gender', 'securityQuestion', 'pronoun'].map((name) =>
    weighted(1, one(name, [...TEXTS, null], BAD_TEXTS)),
  ),
  weighted(
    1,
    one('securityAnswer', [' B\n', '', null, 'z'.repeat(255)], ['z'.repeat(256), '\u0000', 5]),
  ),
  weighted(1, one('sex', ['MALE', 'FEMALE', null], ['male', '', 5])),
  weighted(1, one('citizenshipCountryCode', [...COUNTRIES, null], BAD_COUNTRIES)),
  weighted(
    1,
    one(
      'dateOfBirth',
      ['1991-06-21', '1900-01-01', '2024-02-29', null],
      ['1899-12-31', '2999-01-01', '2023-02-29', '21.06.1991', 5],
    ),
  ),
  weighted(
    1,
    fc
      .constantFrom('nickname', 'firstname', 'constructor', '__proto__', 'id', 'status')
      .map((name): Properties => [[name, 'a']]),
  ),
);

/** Bodies, mostly valid, with unresolved references to addresses. */
export const body: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 40,
    arbitrary: fc
      .array(properties, { maxLength: 4, size: 'max' })
      .map((chosen) => Object.fromEntries(chosen.flat())),
  },
  { weight: 1, arbitrary: fc.constantFrom<unknown>([], null, 'a', 5) },
);
