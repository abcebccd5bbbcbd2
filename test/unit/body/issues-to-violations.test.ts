import { describe, expect, it } from 'vitest';
import { mailing, members, shipping } from '../../support/bodies.ts';
import { brief, brokenBy, violationsOf } from '../../support/violations.ts';

describe('an unknown property', () => {
  it.each([
    ['{"foo":1}', 'foo'],
    ['{"__proto__":{"firstName":"x"}}', '__proto__'],
    ['{"constructor":1}', 'constructor'],
    ['{"toString":null}', 'toString'],
    ['{"":1}', ''],
    ['{"primaryPhoneNumber":{"foo":1}}', 'primaryPhoneNumber.foo'],
    ['{"primaryPhonenumber":{"foo":1}}', 'primaryPhonenumber.foo'],
    ['{"primaryPhoneNumber":{"__proto__":1}}', 'primaryPhoneNumber.__proto__'],
    ['{"primaryEmail":{"constructor":{}}}', 'primaryEmail.constructor'],
    ['{"placeOfBirth":{"stateCode":"TX"}}', 'placeOfBirth.stateCode'],
    ['{"addresses":[{"id":"a","remove":true,"__proto__":1}]}', 'addresses[0].__proto__'],
  ])('is reported for %s', (body, path) => {
    expect(brokenBy(body)).toEqual([`${path} UNKNOWN_PROPERTY`]);
  });

  it('is reported within a shipping address’s name', () => {
    const name = '{"firstName":"S","lastName":"G","__proto__":1,"constructor":1}';
    const body = JSON.stringify({ addresses: [shipping({ name: 'NAME' })] });
    expect(brokenBy(body.replace('"NAME"', name))).toEqual([
      'addresses[0].name.__proto__ UNKNOWN_PROPERTY',
      'addresses[0].name.constructor UNKNOWN_PROPERTY',
    ]);
  });

  it('is reported once for each, as they were sent, after the known ones', () => {
    expect(brokenBy({ zoo: 1, firstName: '', bar: { baz: 1 }, status: 'x', foo: null })).toEqual([
      'firstName INVALID_LENGTH',
      'status READ_ONLY_PROPERTY',
      'zoo UNKNOWN_PROPERTY',
      'bar UNKNOWN_PROPERTY',
      'foo UNKNOWN_PROPERTY',
    ]);
  });

  it.each([
    [{ fristName: 'x' }, 'firstName'],
    [{ primaryPhoneNumbr: {} }, 'primaryPhoneNumber'],
    [{ primaryEmail: { vlaue: 'x' } }, 'value'],
    [{ addresses: [mailing({ zipcode: '1' })] }, 'zipCode'],
    [{ addresses: [{ id: 'a', remove: true, remoev: 1 }] }, 'remove'],
  ])('in %j comes with a suggestion', (body, suggestion) => {
    expect(violationsOf(body)[0]?.message).toContain(`Did you mean ${suggestion}?`);
  });

  it('of a far name comes without a suggestion', () => {
    expect(violationsOf({ nickname: 'x' })).toEqual([
      {
        path: 'nickname',
        pointer: '#/nickname',
        errorCode: 'UNKNOWN_PROPERTY',
        message: 'nickname is unknown.',
      },
    ]);
  });
});

it.each(['id', 'status', 'createdBy', 'createdAt', 'updatedBy', 'updatedAt'])(
  'the property %s is read-only',
  (property) => {
    for (const value of ['x', null, {}]) {
      expect(brokenBy({ [property]: value })).toEqual([`${property} READ_ONLY_PROPERTY`]);
    }
  },
);

describe('the order of violations', () => {
  it('is that of the product owner’s table, however they were sent', () => {
    const properties = [
      ...['addresses', 'metadata', 'type', 'firstName', 'middleName', 'lastName', 'prefix'],
      ...['suffix', 'sex', 'gender', 'securityQuestion', 'securityAnswer', 'pronoun'],
      ...['primaryPhoneNumber', 'primaryEmail', 'dateOfBirth', 'placeOfBirth', 'socialId'],
      ...['socialIdCountryCode', 'citizenshipCountryCode'],
    ];
    const body = Object.fromEntries(properties.toReversed().map((property) => [property, 5]));
    expect(violationsOf({ foo: 5, ...body }).map(({ path }) => path)).toEqual([
      ...properties,
      'foo',
    ]);
  });

  it('is that of the product owner’s table within objects, too', () => {
    const address = { foo: 1, zipCode: '', name: { foo: 1, lastName: '' }, type: 'SHIPPING' };
    const primaryPhoneNumber = { foo: 1, verified: 1, extension: 1, provider: 1, number: 1 };
    expect(brief(violationsOf({ primaryPhoneNumber, addresses: [5, address] }))).toEqual([
      'addresses[0] INVALID_TYPE',
      'addresses[1].name.firstName REQUIRED',
      'addresses[1].name.lastName INVALID_LENGTH',
      'addresses[1].name.foo UNKNOWN_PROPERTY',
      'addresses[1].streetLine1 REQUIRED',
      'addresses[1].zipCode INVALID_LENGTH',
      'addresses[1].foo UNKNOWN_PROPERTY',
      'primaryPhoneNumber.number INVALID_TYPE',
      'primaryPhoneNumber.provider INVALID_TYPE',
      'primaryPhoneNumber.extension INVALID_TYPE',
      'primaryPhoneNumber.verified INVALID_TYPE',
      'primaryPhoneNumber.foo UNKNOWN_PROPERTY',
    ]);
  });

  it('is by number among elements, past ten too', () => {
    const addresses = Array.from({ length: 12 }, () => 5);
    expect(violationsOf({ addresses }).map(({ path }) => path)).toEqual(
      addresses.map((_, index) => `addresses[${index}]`),
    );
  });
});

describe('a pointer', () => {
  it.each([
    ['{"addresses":[5]}', 'addresses[0]', '#/addresses/0'],
    ['{"a/b~c":1}', 'a/b~c', '#/a~1b~0c'],
    ['{"~1":1}', '~1', '#/~01'],
    ['{"a b%":1}', 'a b%', '#/a%20b%25'],
    ['{"é\\"#":1}', 'é"#', '#/%C3%A9%22%23'],
    ['{"":1}', '', '#/'],
    ['{"metadata":{"a.b":1}}', 'metadata.a.b', '#/metadata/a.b'],
    ['{"\\ud83d":1}', '\ufffd', '#/%EF%BF%BD'],
    ['[]', '', '#'],
  ])('of %s is RFC 6901 as a URI fragment', (body, path, pointer) => {
    expect(violationsOf(body)).toMatchObject([{ path, pointer }]);
  });
});

describe('a body that is not an object', () => {
  it.each(['[]', 'null', '5', '"x"', 'true', '[{}]'])('%s has one violation', (body) => {
    expect(violationsOf(body)).toEqual([
      { path: '', pointer: '#', errorCode: 'INVALID_TYPE', message: 'The body must be an object.' },
    ]);
  });
});

describe('a message', () => {
  it.each([
    [{ addresses: [mailing({ zipCode: undefined })] }, 'zipCode is required.'],
    [{ addresses: [5] }, 'addresses[0] must be an object.'],
    [{ addresses: {} }, 'addresses must be an array.'],
    [{ primaryEmail: { verified: 5 } }, 'verified must be a boolean.'],
    [{ firstName: 5 }, 'firstName must be a string.'],
    [{ firstName: '' }, 'firstName must have 1 to 40 characters.'],
    [{ firstName: null }, 'firstName cannot be cleared.'],
    [{ status: 'x' }, 'status is read-only: only the server sets it.'],
    [{ sex: 'x' }, 'sex must be one of MALE, FEMALE.'],
  ])('of %j names field and rule', (body, message) => {
    expect(violationsOf(body)[0]?.message).toBe(message);
  });

  it('never has the value sent', () => {
    const value = 'Zyzzyva#1';
    const strings = ['firstName', 'sex', 'dateOfBirth', 'citizenshipCountryCode', 'type'];
    const body = {
      ...Object.fromEntries(strings.map((property) => [property, value.repeat(50)])),
      addresses: [value, mailing({ stateCode: value, countryCode: value, primary: value })],
      metadata: { key: value.repeat(200), ...members(6, 'k', [value]) },
      primaryPhoneNumber: { number: value, type: value, verified: value },
      primaryEmail: { value },
      socialId: value.repeat(9),
      placeOfBirth: value,
      foo: value,
    };
    expect(violationsOf(body).length).toBeGreaterThan(20);
    expect(JSON.stringify(violationsOf(body))).not.toContain(value);
  });

  it('cuts a long name', () => {
    expect(violationsOf({ ['x'.repeat(5000)]: 1 })[0]?.message.length).toBeLessThan(100);
  });
});
