import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseSeed } from '../../../../local/seed/parse-seed.ts';

const ID = '0e01f271-80b1-4724-b5dc-6959c7cd88dc';
const ADDRESS = { type: 'MAILING', streetLine1: '400 Richmond St', zipCode: '10001' };
const parse = (input: unknown) => parseSeed(JSON.stringify(input), 'customers.json');
const faultsOf = (input: unknown) => {
  try {
    parse(input);
  } catch (error) {
    const [first, ...faults] = (error as Error).message.split('\n');
    expect(first).toBe('customers.json was not stored.');
    return faults.map((fault) => fault.trim());
  }
  return [];
};

describe('a seed file', () => {
  it('may hold the sample customer of the local run', () => {
    const path = new URL('../../../../local/seed/sample-customer.json', import.meta.url);
    const [customer] = parseSeed(readFileSync(path, 'utf8'), 'sample');
    expect(customer).toMatchObject({ socialId: '123-45-6789', lastName: 'Green' });
  });

  it('may hold one customer or an array', () => {
    expect(parse({ id: ID })).toEqual([{ id: ID }]);
    expect(parse([{ id: ID }])).toEqual([{ id: ID }]);
    expect(parse([])).toEqual([]);
  });

  it('takes "" and false for never set, but not in metadata', () => {
    const customer = {
      id: ID,
      suffix: '',
      securityAnswer: '',
      metadata: { a: '', constructor: 'b' },
      primaryPhoneNumber: { number: '', extension: '1', verified: false },
      placeOfBirth: { city: '', countryCode: '' },
      addresses: [{ ...ADDRESS, streetLine2: '', primary: false }],
    };
    expect(parse(customer)).toEqual([
      {
        id: ID,
        metadata: { a: '', constructor: 'b' },
        primaryPhoneNumber: { extension: '1' },
        placeOfBirth: {},
        addresses: [ADDRESS],
      },
    ]);
  });

  it('normalises ids, strings and phone numbers', () => {
    const customer = {
      id: ID.toUpperCase(),
      firstName: ' Jose\u0301 ',
      primaryPhoneNumber: { number: '(415) 555-0123' },
    };
    expect(parse(customer)).toEqual([
      { id: ID, firstName: 'José', primaryPhoneNumber: { number: '+14155550123' } },
    ]);
  });

  it('may hold what a request may not: other types, tenants, many metadata', () => {
    const metadata = Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`k${n}`, 'v']));
    const customer = { id: ID, type: 'BUSINESS', tenantId: 't1', socialId: '12', metadata };
    expect(parse(customer)).toEqual([customer]);
  });

  it.each<[string, object, string]>([
    ['no id', { id: '' }, '.id is required.'],
    ['no UUID', { id: 'x' }, '.id must be a UUID.'],
    ['a wrong type', { firstName: 1 }, '.firstName must be a string.'],
    ['null', { firstName: null }, '.firstName must be a string.'],
    ['a blank', { firstName: ' ' }, '.firstName must not be blank.'],
    ['an unknown property', { unknown: 'A' }, ': unknown property "unknown"'],
    [
      'a misspelt property',
      { fristName: 'A' },
      ': unknown property "fristName". Did you mean firstName?',
    ],
    [
      'an unknown member',
      { addresses: [{ ...ADDRESS, unknown: 1 }] },
      '.addresses[0]: unknown property "unknown"',
    ],
    ['a value not in the list', { sex: 'X' }, '.sex must be one of MALE, FEMALE.'],
    ['no date', { dateOfBirth: '21.6.1991' }, '.dateOfBirth must be YYYY-MM-DD.'],
    ['no time', { createdAt: 'now' }, '.createdAt must be a point in time such as'],
    ['no actor', { createdBy: { id: 'a' } }, '.createdBy.type is required.'],
    ['no object', { placeOfBirth: 'Houston' }, '.placeOfBirth must be an object.'],
    ['metadata of no strings', { metadata: { a: 1 } }, '.metadata.a must be a string.'],
    [
      'no phone number',
      { primaryPhoneNumber: { number: 'secret' } },
      '.primaryPhoneNumber.number must consist of digits',
    ],
    ['no array', { addresses: {} }, '.addresses must be an array.'],
    ['no address', { addresses: ['x'] }, '.addresses[0] must be an object.'],
    [
      'an address without a zip code',
      { addresses: [ADDRESS, { ...ADDRESS, zipCode: '' }] },
      '.addresses[1].zipCode is required.',
    ],
    [
      'an address of no known type',
      { addresses: [{ ...ADDRESS, type: 'HOME' }] },
      '.addresses[0].type must be one of MAILING, PHYSICAL, SHIPPING.',
    ],
    [
      'a shipping address without a name',
      { addresses: [{ ...ADDRESS, type: 'SHIPPING' }] },
      '.addresses[0].name is required.',
    ],
    [
      'two primary addresses of a type',
      {
        addresses: [
          { ...ADDRESS, primary: true },
          { ...ADDRESS, zipCode: '1', primary: true },
        ],
      },
      '.addresses must have at most one primary MAILING address.',
    ],
  ])('is refused for %s', (_, members, fault) => {
    const faults = faultsOf([{ id: ID }, { id: ID.replace('0', '1'), ...members }]);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(`customers[1]${fault}`);
    expect(faults[0]).not.toContain('secret');
  });

  it('is refused for an id given twice, in any letter case', () => {
    expect(faultsOf([{ id: ID }, { id: ID.toUpperCase() }])).toEqual([
      'customers[1].id is that of customers[0], too.',
    ]);
  });

  it('is refused with all faults at once', () => {
    expect(faultsOf([{ id: 'x', sex: 'X' }, 7, {}])).toEqual([
      'customers[0].id must be a UUID.',
      'customers[0].sex must be one of MALE, FEMALE.',
      'customers[1] must be an object.',
      'customers[2].id is required.',
    ]);
  });

  it.each(['', '{"socialId":"123-45-6789"', '{"a":secret}'])(
    'is refused as not JSON: %j',
    (json) => {
      expect(() => parseSeed(json, 'a.json')).toThrow(/^a\.json is not JSON[^"]*\.$/);
      expect(() => parseSeed(json, 'a.json')).not.toThrow(/secret|6789/);
    },
  );
});
