import { describe, expect, it } from 'vitest';
import { mailing, mailings, members, physical, shipping } from '../support/bodies.ts';
import { faultsBy, openApi } from '../support/openapi.ts';
import { brokenBy } from '../support/violations.ts';

const BODY = '/components/schemas/CustomerUpdate';
const { examples } =
  openApi.paths['/v1/customers/{customerId}'].put.requestBody.content['application/json'];
const social = { socialId: '123-45-6789', socialIdCountryCode: 'USA' };

const VALID: Record<string, unknown> = {
  ...Object.fromEntries(
    Object.entries<{ value: unknown }>(examples).map(([name, { value }]) => [name, value]),
  ),
  'every string': {
    ...{ type: 'INDIVIDUAL', firstName: 'Zoë', middleName: 'J', lastName: '李', prefix: 'Ms' },
    ...{ suffix: 'PhD', sex: 'FEMALE', gender: '', securityQuestion: 'Who?', pronoun: 'She/Her' },
    ...{ securityAnswer: ' \t\n', dateOfBirth: '1991-06-21', citizenshipCountryCode: 'CAN' },
    ...social,
  },
  'every object': {
    primaryPhoneNumber: {
      ...{ number: '(415) 555-0123', type: 'MOBILE', provider: 'ABC', extension: '31' },
      verified: true,
    },
    primaryEmail: { value: 'sgreen@abc.com', verified: false },
    placeOfBirth: { city: '', countryCode: 'USA' },
    metadata: members(5, 'key', 'v'.repeat(1024)),
  },
  'the spelling of the table': { primaryPhonenumber: { extension: '31' } },
  'every null': {
    ...{ middleName: null, prefix: null, suffix: null, sex: null, gender: null, pronoun: null },
    ...{ securityQuestion: null, securityAnswer: null, dateOfBirth: null, placeOfBirth: null },
    ...{ socialId: null, socialIdCountryCode: null, citizenshipCountryCode: null, metadata: null },
    primaryPhoneNumber: { provider: null, extension: null },
  },
  'members cleared': { placeOfBirth: { city: null, countryCode: null }, metadata: { a: null } },
  addresses: {
    addresses: [
      mailing({ primary: true, name: 'ignored', streetLine2: null, cityName: null }),
      physical({ countryCode: 'CAN', stateCode: 'ON', zipCode: 'K1A 0B1' }),
      physical({ countryCode: 'FRA', stateCode: null, primary: false }),
      shipping({ countryCode: undefined, stateCode: 'AP' }),
      { id: 'X_nweGzXSlxvnB5KIZCtB1', remove: true },
    ],
  },
  'lengths in code points': { firstName: '😀'.repeat(40), metadata: { ['😀'.repeat(40)]: '' } },
};

const INVALID: Record<string, unknown> = {
  'no object': [],
  'unknown properties': { firstNam: 'Sarah' },
  'unknown members': { primaryEmail: { values: 'a@b.co' } },
  'read-only properties': { id: 'x' },
  'a type other than INDIVIDUAL': { type: 'BUSINESS' },
  'an empty name': { firstName: '' },
  'too long a name': { lastName: 'x'.repeat(41) },
  'null for what cannot be cleared': { firstName: null },
  'null in what cannot be cleared': { primaryEmail: { value: null } },
  'numbers for strings': { pronoun: 1 },
  'control characters': { gender: 'a\u0085b' },
  'NUL in an answer': { securityAnswer: 'a\u0000b' },
  'an unassigned country': { citizenshipCountryCode: 'ZZZ' },
  'no day of the calendar': { dateOfBirth: '2023-02-30' },
  'no e-mail address': { primaryEmail: { value: 'sgreen' } },
  'letters in a phone number': { primaryPhoneNumber: { number: '415 CALL ME' } },
  'text for verified': { primaryPhoneNumber: { verified: 'true' } },
  'two spellings at once': { primaryPhoneNumber: {}, primaryPhonenumber: {} },
  'a social id alone': { socialId: '123-45-6789' },
  'too short a social id': { ...social, socialId: '6789' },
  'a country cleared alone': { socialIdCountryCode: null },
  'a country beside a cleared social id': { ...social, socialId: null },
  'too long metadata': { metadata: { a: 'x'.repeat(1025) } },
  'too long a key': { metadata: { ['k'.repeat(41)]: 'v' } },
  'an empty key': { metadata: { '': 'v' } },
  'too many members of metadata': { metadata: members(21, 'key', null) },
  'numbers in metadata': { metadata: { a: 1 } },
  'too many addresses': { addresses: mailings(21) },
  'no type of address': { addresses: [mailing({ type: 'HOME' })] },
  'no zip code': { addresses: [mailing({ zipCode: undefined })] },
  'a shipment to nobody': { addresses: [shipping({ name: undefined })] },
  'a shipment to half a name': { addresses: [shipping({ name: { firstName: 'Sarah' } })] },
  'an id beside an address': { addresses: [mailing({ id: 'x' })] },
  'an id without remove': { addresses: [{ id: 'x' }] },
  'remove false': { addresses: [{ id: 'x', remove: false }] },
};

/** Described in words: inside a oneOf, generators take a condition for another type. */
const INVALID_BY_WORDS: Record<string, unknown> = {
  'no state in the USA': { addresses: [mailing({ stateCode: undefined })] },
  'null for the state in Canada': { addresses: [mailing({ countryCode: 'CAN', stateCode: null })] },
  'a state of another country': { addresses: [mailing({ stateCode: 'ON' })] },
};

describe('the schema of a request', () => {
  it.for(Object.entries(VALID))('accepts, as the function does: %s', ([, body]) => {
    const sent = JSON.parse(JSON.stringify(body));
    expect(brokenBy(sent)).toEqual([]);
    expect(faultsBy(BODY, sent)).toEqual([]);
  });

  it.for(Object.entries(INVALID))('refuses, as the function does: %s', ([, body]) => {
    const sent = JSON.parse(JSON.stringify(body));
    expect(brokenBy(sent)).not.toEqual([]);
    expect(faultsBy(BODY, sent)).not.toEqual([]);
  });

  it.for(Object.entries(INVALID_BY_WORDS))('leaves to the function: %s', ([, body]) => {
    const sent = JSON.parse(JSON.stringify(body));
    expect(brokenBy(sent)).not.toEqual([]);
    expect(faultsBy(BODY, sent)).toEqual([]);
  });
});
