import { expect, it } from 'vitest';
import { mailing, mailings, members, physical } from '../../support/bodies.ts';
import { updateOf, violationsOf } from '../../support/violations.ts';

const phone = (number: string) => ({ primaryPhoneNumber: { number } });
const idOf = (address: object) => updateOf({ addresses: [address] }).added[0]?.contentHash;

/** The message of every rule that a body can break. */
it.each<[message: string, body: unknown]>([
  ['firstName must not contain unpaired surrogates.', { firstName: 'a\ud83d' }],
  ['firstName must not contain control characters.', { firstName: 'a\nb' }],
  // Where line breaks are allowed, the message says what is not.
  ['securityAnswer must not contain U+0000.', { securityAnswer: 'a\n\u0000' }],
  ['a must not contain U+0000.', { metadata: { a: '\t\u0000' } }],
  ['firstName must have 1 to 40 characters.', { firstName: '' }],
  ['gender must have at most 255 characters.', { gender: 'x'.repeat(256) }],
  ['securityAnswer must have at most 255 characters.', { securityAnswer: 'x'.repeat(256) }],
  ['sex must be one of MALE, FEMALE.', { sex: 'x' }],
  ['type must be INDIVIDUAL.', { type: 'x' }],
  [
    'citizenshipCountryCode must be an assigned ISO 3166-1 alpha-3 country code in upper case.',
    { citizenshipCountryCode: 'usa' },
  ],
  [
    'stateCode must be an ISO 3166-2 subdivision code of two or three upper-case letters.',
    { addresses: [mailing({ stateCode: 't1' })] },
  ],
  ['stateCode must have 2 to 3 characters.', { addresses: [mailing({ stateCode: 'Texas' })] }],
  [
    'stateCode must be an ISO 3166-2 subdivision of countryCode.',
    { addresses: [mailing({ countryCode: 'USA', stateCode: 'BC' })] },
  ],
  [
    'streetLine1 must not be a post-office box when type is PHYSICAL.',
    { addresses: [physical({ streetLine1: 'PO Box 1' })] },
  ],
  [
    'stateCode is required when countryCode is USA or CAN.',
    { addresses: [mailing({ countryCode: 'USA', stateCode: undefined })] },
  ],
  [
    'zipCode must not be sent together with remove.',
    { addresses: [{ id: 'a', remove: true, zipCode: '1' }] },
  ],
  ['remove must be true.', { addresses: [{ id: 'a', remove: false }] }],
  ['addresses must have at most 20 elements.', { addresses: mailings(21) }],
  [
    'primary may be true for only one address of each type.',
    { addresses: mailings(2).map((one) => ({ ...one, primary: true })) },
  ],
  [
    'id must not be the id of an address that the request adds.',
    { addresses: [mailing(), { id: idOf(mailing()), remove: true }] },
  ],
  [
    'primaryPhonenumber must not be sent together with primaryPhoneNumber.',
    { primaryPhoneNumber: {}, primaryPhonenumber: {} },
  ],
  [
    'socialIdCountryCode must not be set when socialId is cleared.',
    { socialId: null, socialIdCountryCode: 'USA' },
  ],
  ['socialIdCountryCode is required with socialId.', { socialId: '12345' }],
  [
    'socialIdCountryCode can be cleared only together with socialId.',
    { socialIdCountryCode: null },
  ],
  ['value must be an e-mail address.', { primaryEmail: { value: 'x' } }],
  ['dateOfBirth must be a real date, written YYYY-MM-DD.', { dateOfBirth: '2026-02-30' }],
  ['dateOfBirth must be from 1900-01-01 to today.', { dateOfBirth: '1899-12-31' }],
  ['metadata must have at most 20 members.', { metadata: members(21, 'k', null) }],
  ['metadata must set at most 5 pairs.', { metadata: members(6, 'k', 'v') }],
  ['__proto__ must not be used as a key.', '{"metadata":{"__proto__":"x"}}'],
  ['"" is not a valid key: it must have 1 to 40 characters.', { metadata: { '': 'x' } }],
  ['a must be a string.', { metadata: { a: 5 } }],
  ['a must have at most 1024 characters.', { metadata: { a: 'x'.repeat(1025) } }],
  [
    'number must consist of digits, optionally preceded by + and separated by spaces, dots, dashes, parentheses or slashes.',
    phone('x'),
  ],
  ['number must have 7 to 15 digits in all.', phone('+123456')],
  ['number must start with an existing country code.', phone('+9991234567')],
  ['number must not start with 0: add + and the country code.', phone('0151234567')],
  ['number is not a possible number: start it with + and the country code.', phone('999999999999')],
  [
    'number must not have a national prefix: start it with + and the country code.',
    phone('4407700900000'),
  ],
  ['id is read-only: only the server sets it.', { id: 'x' }],
  ['nickname is unknown.', { nickname: 'x' }],
  ['fristName is unknown. Did you mean firstName?', { fristName: 'x' }],
  ['firstName cannot be cleared.', { firstName: null }],
  ['firstName must be a string.', { firstName: 5 }],
  ['addresses must be an array.', { addresses: {} }],
  ['addresses[0] must be an object.', { addresses: [5] }],
  ['primaryEmail must be an object.', { primaryEmail: [] }],
  ['verified must be a boolean.', { primaryEmail: { verified: 5 } }],
  ['The body must be an object.', []],
  ['zipCode is required.', { addresses: [mailing({ zipCode: undefined })] }],
  ['"" is unknown.', { '': 1 }],
  ['primary must be a boolean.', { addresses: [mailing({ primary: 5 })] }],
  ['metadata must be an object.', { metadata: [] }],
  ['placeOfBirth must be an object.', { placeOfBirth: 5 }],
  ['city must be a string.', { placeOfBirth: { city: 5 } }],
  [
    'extension must have 1 to 10 characters.',
    { primaryPhoneNumber: { extension: 'x'.repeat(11) } },
  ],
])('%s', (message, body) => {
  expect(violationsOf(body).map((violation) => violation.message)).toEqual([message]);
});

it.each([
  ['whole up to 64 characters', 'x'.repeat(64), 'x'.repeat(64)],
  ['cut where it is longer', 'x'.repeat(65), `${'x'.repeat(64)}…`],
  ['cut without half a character', `${'x'.repeat(63)}😀`, `${'x'.repeat(63)}\ufffd…`],
])('a name is %s', (_, name, shown) => {
  expect(violationsOf({ [name]: 1 })[0]?.message).toBe(`${shown} is unknown.`);
});
