const text = (minLength: number, maxLength: number) => ({ type: 'string', minLength, maxLength });
const clearable = <T extends { type: string }>(schema: T) => ({
  ...schema,
  type: [schema.type, 'null'],
});
const closed = (properties: Record<string, unknown>, required: string[] = []) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const oneOf = (...values: string[]) => ({ type: 'string', enum: values });

const name = text(1, 40);
const verified = { type: 'boolean' };
const countryCode = { type: 'string', format: 'country-code' };
const line = clearable(text(1, 50));

const lines = {
  streetLine1: text(1, 50),
  streetLine2: line,
  streetLine3: line,
  streetLine4: line,
  streetLine5: line,
  cityName: clearable(text(1, 25)),
  stateCode: clearable({ type: 'string', pattern: '^[A-Z]{2,3}$' }),
  countryCode: clearable(countryCode),
  zipCode: text(1, 10),
  primary: { type: 'boolean' },
};

const contactName = closed({ firstName: name, middleName: clearable(name), lastName: name }, [
  'firstName',
  'lastName',
]);

const required = ['type', 'streetLine1', 'zipCode'];
const address = {
  type: 'object',
  discriminator: { propertyName: 'type' },
  required: ['type'],
  oneOf: [
    closed({ type: { const: 'SHIPPING' }, name: contactName, ...lines }, [...required, 'name']),
    closed({ type: oneOf('MAILING', 'PHYSICAL'), name: {}, ...lines }, required),
  ],
};

/** The body of the request; formats that Ajv does not know are given to it. */
export const jsonBody = {
  ...closed({
    addresses: { type: 'array', items: address, maxItems: 20 },
    metadata: {
      type: ['object', 'null'],
      propertyNames: text(1, 40),
      additionalProperties: clearable({ type: 'string', maxLength: 1024 }),
    },
    type: { const: 'INDIVIDUAL' },
    firstName: name,
    middleName: clearable(name),
    lastName: name,
    prefix: clearable(name),
    suffix: clearable(name),
    sex: { ...clearable(oneOf('MALE', 'FEMALE')), enum: ['MALE', 'FEMALE', null] },
    gender: clearable(text(0, 255)),
    securityQuestion: clearable(text(0, 255)),
    securityAnswer: clearable(text(0, 255)),
    pronoun: clearable(text(0, 255)),
    primaryPhoneNumber: closed({
      number: { type: 'string', format: 'phone-number' },
      type: oneOf('WORK', 'HOME', 'MOBILE'),
      provider: clearable(name),
      extension: clearable(text(1, 10)),
      verified,
    }),
    primaryEmail: closed({ value: { ...text(1, 320), format: 'email' }, verified }),
    dateOfBirth: clearable({ type: 'string', format: 'birthday' }),
    placeOfBirth: clearable(
      closed({ city: clearable(text(0, 60)), countryCode: clearable(countryCode) }),
    ),
    socialId: clearable(text(5, 50)),
    socialIdCountryCode: clearable(countryCode),
    citizenshipCountryCode: clearable(countryCode),
  }),
  dependencies: { socialId: ['socialIdCountryCode'] },
};

/** The path's customer id. */
export const jsonParams = closed({ customerId: { type: 'string', format: 'uuid' } });
