import type { ModelCustomer } from './customer.ts';

/** The Individual Customer object of a response (docs/api.md, section 3); `idOf` returns the id of an address. */
export function toRepresentation(
  customer: ModelCustomer,
  idOf: (content: string) => string | undefined,
): Record<string, unknown> {
  const { values } = customer;
  const string = (path: string) => values[path] ?? '';
  const flag = (path: string) => values[path] ?? false;
  const actor = (id: string) => ({ id, type: 'service-account' });
  return {
    id: customer.id,
    status: customer.status,
    addresses: customer.addresses.map(({ content, primary }) => ({
      id: idOf(content),
      ...toAddress(JSON.parse(content)),
      primary,
    })),
    metadata: customer.metadata,
    createdBy: actor(customer.created.by),
    createdAt: customer.created.at,
    updatedBy: actor(customer.updated.by),
    updatedAt: customer.updated.at,
    type: customer.type,
    firstName: string('firstName'),
    middleName: string('middleName'),
    lastName: string('lastName'),
    prefix: string('prefix'),
    suffix: string('suffix'),
    sex: string('sex'),
    gender: string('gender'),
    securityQuestion: string('securityQuestion'),
    securityAnswer: string('securityAnswer'),
    pronoun: string('pronoun'),
    primaryPhoneNumber: {
      number: string('primaryPhoneNumber.number'),
      type: string('primaryPhoneNumber.type'),
      provider: string('primaryPhoneNumber.provider'),
      extension: string('primaryPhoneNumber.extension'),
      verified: flag('primaryPhoneNumber.verified'),
    },
    primaryEmail: { value: string('primaryEmail.value'), verified: flag('primaryEmail.verified') },
    dateOfBirth: string('dateOfBirth'),
    placeOfBirth: {
      city: string('placeOfBirth.city'),
      countryCode: string('placeOfBirth.countryCode'),
    },
    socialId: shortened(String(string('socialId'))),
    socialIdCountryCode: string('socialIdCountryCode'),
    citizenshipCountryCode: string('citizenshipCountryCode'),
  };
}

function toAddress(content: Record<string, string | Record<string, string>>) {
  const { type = '', name, ...members } = content;
  const contact = { firstName: '', middleName: '', lastName: '', ...Object(name) };
  return {
    type,
    ...(type === 'SHIPPING' && { name: contact }),
    streetLine1: '',
    streetLine2: '',
    streetLine3: '',
    streetLine4: '',
    streetLine5: '',
    cityName: '',
    stateCode: '',
    countryCode: '',
    zipCode: '',
    ...members,
  };
}

function shortened(socialId: string): string {
  const characters = [...socialId];
  const length = characters.length < 8 ? Math.floor(characters.length / 2) : 4;
  return length === 0 ? '' : characters.slice(-length).join('');
}
