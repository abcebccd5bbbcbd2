import fc from 'fast-check';

const name = fc.constantFrom('Canary', 'Canary Ada', ' Canary ', 'Canary ÅÅ', 'Canary 😀');
const free = fc.string({ unit: 'grapheme-ascii', maxLength: 30 }).map((end) => `Canary ${end}`);
const country = fc.constantFrom('USA', 'CAN', 'DEU');
const address = fc.record(
  {
    type: fc.constantFrom('MAILING', 'PHYSICAL', 'SHIPPING'),
    name: fc.record({ firstName: name, lastName: name }),
    streetLine1: fc.constantFrom('Canary Street 1', 'Canary Road 2', 'Canary Lane 3'),
    streetLine2: name,
    cityName: name,
    zipCode: fc.constantFrom('10001', 'Canary'),
  },
  { requiredKeys: ['type', 'name', 'streetLine1', 'zipCode'] },
);
/** One primary of each type at most, and a state that the country has. */
const addresses = fc.array(address, { maxLength: 8 }).map((all) =>
  all.map((one, index) => ({
    ...one,
    primary: all.findIndex(({ type }) => type === one.type) === index,
    ...(index % 2 === 0 && { countryCode: 'USA', stateCode: 'NY' }),
  })),
);
const removals = fc.constantFrom<unknown[]>([], [], [], [{ id: 'stored-1', remove: true }]);
const identity = fc.constantFrom(
  { socialId: 'Canary-Social-123', socialIdCountryCode: 'USA' },
  { socialId: null },
  {},
);

/** Valid bodies: any properties, and a canary in every string that may be any. */
export const bodies: fc.Arbitrary<unknown> = fc
  .record(
    {
      addresses: fc.tuple(addresses, removals).map((parts) => parts.flat()),
      metadata: fc.dictionary(fc.constantFrom('v', 'w', 'x', 'y', 'z'), fc.option(free)),
      type: fc.constant('INDIVIDUAL'),
      firstName: name,
      middleName: fc.option(name),
      lastName: name,
      sex: fc.constantFrom('MALE', 'FEMALE', null),
      gender: fc.option(free),
      securityQuestion: fc.option(free),
      securityAnswer: fc.option(free),
      primaryPhoneNumber: fc.record(
        {
          number: fc.constantFrom('4151234', '+4930123456', '(415) 555-0123'),
          type: fc.constantFrom('WORK', 'HOME', 'MOBILE'),
          provider: fc.option(name),
          extension: fc.constantFrom('31', null, 'Canary'),
          verified: fc.boolean(),
        },
        { requiredKeys: [] },
      ),
      primaryEmail: fc.record(
        { value: fc.constant('canary@example.com'), verified: fc.boolean() },
        { requiredKeys: [] },
      ),
      dateOfBirth: fc.constantFrom('1990-01-31', null),
      placeOfBirth: fc.option(
        fc.record({ city: free, countryCode: country }, { requiredKeys: [] }),
      ),
      identity,
    },
    { requiredKeys: [] },
  )
  .map(({ identity, ...body }) => ({ ...body, ...identity }));

const nested = (depth: number, value: unknown, wrap: (inner: unknown) => unknown): unknown => {
  let result = value;
  for (let level = 0; level < depth; level++) result = wrap(result);
  return result;
};

const codeUnits = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
  .map((units) => String.fromCharCode(...units));

export const hostileKeys = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'id', 'status', 'tenantId'),
  fc.constantFrom(
    'version',
    'writes',
    'firstNam',
    'FIRSTNAME',
    'primaryPhonenumber',
    '',
    '#',
    ':v0',
  ),
  fc.constantFrom(
    'a.b',
    'a/b',
    'a~b',
    '[0]',
    '%',
    '\u0000',
    '\ud800',
    '\u202e',
    'k'.repeat(70_000),
  ),
  codeUnits,
);

export const hostileValues: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, -0, 1e308, -1e-308, 2 ** 53, '', ' ', [], {}),
  fc.constantFrom('Canary\u0000', '\ud800Canary', 'Canary\u202e', 'Canary\r\nx: y', '{{Canary}}'),
  fc.constantFrom(
    "'; DROP TABLE Canary",
    '<script>Canary',
    '=Canary()',
    '../../Canary',
    '%00Canary',
  ),
  fc.double(),
  fc.bigInt({ min: 0n, max: 2n ** 512n }).map(Number),
  codeUnits.map((text) => `Canary${text}`),
  fc.integer({ min: 0, max: 90_000 }).map((length) => 'Canary'.padEnd(length, 'x')),
  fc.integer({ min: 0, max: 2_000 }).map((marks) => `Canary${'\u0301\u0316'.repeat(marks)}`),
  fc.integer({ min: 1, max: 1_000 }).map((depth) => nested(depth, 'Canary', (inner) => [inner])),
  fc.integer({ min: 1, max: 1_000 }).map((depth) => nested(depth, 1, (inner) => ({ a: inner }))),
  fc.integer({ min: 1, max: 3_000 }).map((length) => Array(length).fill('Canary')),
  fc.dictionary(hostileKeys, fc.constant('Canary'), { maxKeys: 30 }),
  addresses,
);
