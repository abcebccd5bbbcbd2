/** A body with a canary in every property that takes free text. */
export const canaryBody = {
  metadata: { key: 'Canary-metadata' },
  firstName: 'Canary-first',
  middleName: 'Canary-middle',
  lastName: 'Canary-last',
  prefix: 'Canary-prefix',
  suffix: 'Canary-suffix',
  gender: 'Canary-gender',
  securityQuestion: 'Canary-question',
  securityAnswer: 'Canary-answer',
  pronoun: 'Canary-pronoun',
  primaryPhoneNumber: { number: '4151234', provider: 'Canary-prov', extension: 'Canary-ext' },
  primaryEmail: { value: 'canary@example.com' },
  placeOfBirth: { city: 'Canary-city' },
  socialId: 'Canary-Social-1234',
  socialIdCountryCode: 'USA',
  addresses: [
    {
      type: 'SHIPPING',
      name: { firstName: 'Canary', middleName: 'Canary', lastName: 'Canary' },
      streetLine1: 'Canary-line-1',
      streetLine2: 'Canary-line-2',
      cityName: 'Canary-city',
      zipCode: 'Canary',
      primary: true,
    },
  ],
};

/** Bodies that break a rule of each kind, with canaries in what breaks it. */
export const brokenCanaryBodies: unknown[] = [
  '{"firstName":"Canary',
  'Canary',
  '"Canary"',
  ['Canary'],
  { firstName: ['Canary'], lastName: { value: 'Canary' }, middleName: 'Canary'.repeat(50) },
  { sex: 'Canary', dateOfBirth: 'Canary', citizenshipCountryCode: 'Canary', type: 'Canary' },
  { primaryEmail: { value: 'Canary' }, primaryPhoneNumber: { number: 'Canary', type: 'Canary' } },
  { socialId: 'Canary-Social-1234', securityAnswer: 'Canary\u0000', gender: '\ud800Canary' },
  { metadata: { a: 'Canary'.repeat(500), b: ['Canary'] }, unknown: 'Canary', status: 'Canary' },
  { addresses: [{ type: 'Canary', stateCode: 'Canary', zipCode: 'Canary'.repeat(9) }, 'Canary'] },
  { addresses: [{ id: 'Canary', remove: 'Canary', zipCode: 'Canary' }] },
];

/** Claims with canaries, except for the `sub`, which the log contains. */
export const canaryClaims = {
  ...{ jti: 'Canary-jti', client_id: 'Canary-client', email: 'canary@example.com' },
  ...{ scope: 'customers:write canary:read', scp: ['canary:write'], tenant: 'Canary-tenant' },
};

/** A message that quotes values, with lines that look like stack frames. */
export const CANARY_MESSAGE =
  'Canary in a message\n    at Canary (file:///canary.js:1:1)\n    at canary:2:2';

/** A stored customer with canaries, also in unknown attributes, in DynamoDB's JSON. */
export const canaryItem = {
  id: { S: '0e01f271-80b1-4724-b5dc-6959c7cd88dc' },
  tenantId: { S: 'Canary-Social-tenant' },
  type: { S: 'INDIVIDUAL' },
  version: { N: '7' },
  firstName: { S: 'Canary-first' },
  socialId: { S: 'Canary-Social-1234' },
  internalNote: { S: 'Canary-Social-note' },
  primaryEmail: { M: { value: { S: 'Canary' }, secret: { S: 'Canary-Social' } } },
  metadata: { M: { key: { S: 'Canary' }, list: { L: [{ S: 'Canary-Social' }] } } },
  addresses: {
    M: {
      a: { M: { type: { S: 'MAILING' }, zipCode: { S: 'Canary' }, x: { S: 'Canary-Social' } } },
    },
  },
  writes: { M: { 0: { M: { key: { S: 'Canary-Social' }, body: { S: 'Canary-Social' } } } } },
  updatedBy: { M: { id: { S: 'Canary' }, type: { S: 'x' }, secret: { S: 'Canary-Social' } } },
};
