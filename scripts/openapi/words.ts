/** Descriptions of properties by path in a customer, for requests and responses. */
export const PROPERTY_WORDS: Readonly<Record<string, string>> = {
  id: 'The customer’s id: a UUID in lower case.',
  status: 'State of the account.',
  addresses: 'Addresses, in the order in which they were added.',
  'addresses.id':
    'Identifies the address in a removal. Opaque, stable and unique within the customer: it depends only on the address’s content.',
  'addresses.remove': 'Always true: removes the stored address with this id.',
  'addresses.type': 'Type of address.',
  'addresses.name': 'Contact person of a shipment; only on addresses of type SHIPPING.',
  'addresses.name.firstName': 'Contact person’s first name.',
  'addresses.name.middleName': 'Contact person’s middle name.',
  'addresses.name.lastName': 'Contact person’s last name.',
  'addresses.streetLine1': 'First line of the street address.',
  'addresses.streetLine2': 'Second line of the street address.',
  'addresses.streetLine3': 'Third line of the street address.',
  'addresses.streetLine4': 'Fourth line of the street address. Only used for issued cards.',
  'addresses.streetLine5': 'Fifth line of the street address. Only used for issued cards.',
  'addresses.cityName': 'City.',
  'addresses.stateCode':
    'State, province or territory: an ISO 3166-2 subdivision of the country, without the country’s prefix (Missouri is MO). For USA also AA, AE and AP, for military mail.',
  'addresses.countryCode': 'Country: an assigned ISO 3166-1 alpha-3 code.',
  'addresses.zipCode': 'Zip code or postal code.',
  'addresses.primary':
    'Whether this is the primary address of its type. Exactly one address of each type is.',
  metadata: 'Up to 5 key/value pairs of the caller’s choice.',
  createdBy: 'Who created the customer.',
  'createdBy.id': 'The subject of the creator’s token.',
  'createdBy.type': 'Kind of creator.',
  createdAt: 'When the customer was created (RFC 3339, UTC).',
  updatedBy: 'Who made the latest change.',
  'updatedBy.id': 'The subject of the caller’s token.',
  'updatedBy.type': 'Kind of caller; service-account for changes made through this API.',
  updatedAt: 'When the latest change was made (RFC 3339, UTC).',
  type: 'Type of customer.',
  firstName: 'First name.',
  middleName: 'Middle name.',
  lastName: 'Last name.',
  prefix: 'Title before the name (Dr). Only used for issued cards.',
  suffix: 'Title after the name (PhD). Only used for issued cards.',
  sex: 'Sex.',
  gender: 'Gender.',
  securityQuestion: 'Security question.',
  securityAnswer: 'Security answer.',
  pronoun: 'Pronouns (He/His).',
  primaryPhoneNumber: 'Primary phone number.',
  'primaryPhoneNumber.number': 'Phone number. Stored and returned as E.164 (+14155550123).',
  'primaryPhoneNumber.type': 'Type of phone number.',
  'primaryPhoneNumber.provider': 'Phone provider.',
  'primaryPhoneNumber.extension': 'Phone extension.',
  'primaryPhoneNumber.verified': 'Whether the number has been verified.',
  primaryPhonenumber: 'Another spelling of primaryPhoneNumber; never send both.',
  primaryEmail: 'Primary e-mail address.',
  'primaryEmail.value': 'E-mail address.',
  'primaryEmail.verified': 'Whether the address has been verified.',
  dateOfBirth: 'Date of birth, YYYY-MM-DD.',
  placeOfBirth: 'Place of birth.',
  'placeOfBirth.city': 'City.',
  'placeOfBirth.countryCode': 'Country: an assigned ISO 3166-1 alpha-3 code.',
  socialId: 'Unique national identifier, such as a Social Security Number.',
  socialIdCountryCode:
    'Country that granted the social id: an assigned ISO 3166-1 alpha-3 code. Belongs to socialId.',
  citizenshipCountryCode: 'Country of citizenship: an assigned ISO 3166-1 alpha-3 code.',
};

/** Descriptions of the objects of a response. */
export const COMPONENT_WORDS: Readonly<Record<string, string>> = {
  Actor: 'Who made a change.',
  ContactName: 'The contact person of a shipment.',
  Email: 'An e-mail address.',
  Metadata: 'Key/value pairs of the caller’s choice; {} if there are none.',
  PhoneNumber: 'A phone number.',
  PlaceOfBirth: 'A place of birth.',
};

/** Descriptions that only hold for responses. */
export const RESPONSE_WORDS: Readonly<Record<string, string>> = {
  status: 'State of the account. Not a fixed list: accept values that you do not know.',
  'primaryPhoneNumber.number': 'Phone number in E.164 (+14155550123).',
  dateOfBirth: 'Date of birth, YYYY-MM-DD, or "".',
  socialId:
    'The last 4 characters, or the last half if there are fewer than 8. The whole value is never returned.',
};

/** Descriptions that only hold for requests, with rules that JSON Schema cannot express. */
export const REQUEST_WORDS: Readonly<Record<string, string>> = {
  addresses:
    'Addresses to add and removals of stored ones. Nothing else in a request removes or alters a stored address. Sending a stored address again does not duplicate it. At most one address of each type may be marked primary; of the first addresses of a type, one must be.',
  'addresses.stateCode':
    'State, province or territory: an ISO 3166-2 subdivision of the country, without the country’s prefix (Missouri is MO). Required when countryCode is USA or CAN; left out where the country has none. For USA also AA, AE and AP, for military mail.',
  'addresses.primary':
    'True makes the address, new or stored, the primary one of its type and demotes the former one. False and absent mean the same: no change.',
  metadata:
    'Strings to set and nulls to remove, by key. At most 5 strings in a request, and 5 pairs in the customer afterwards. Keys and values are taken as they are. null removes all pairs.',
  'primaryPhoneNumber.number':
    'Phone number: +, country code and number (+14151234), country code and number (14151234), or just the number in country code 1 (4151234). Spaces, dots, dashes, parentheses, slashes and invisible characters are ignored. After + and a country code a national prefix is dropped (+44 07700 900000 is +447700900000). 7 to 15 digits in all; without +, a leading 0 is refused.',
  type: 'Type of customer; changes nothing.',
  securityAnswer: 'Security answer; taken as it is, neither trimmed nor normalised.',
  'primaryPhoneNumber.verified':
    'Whether the number has been verified. Becomes false when the number actually changes and the request does not set verified.',
  'primaryEmail.value':
    'E-mail address in ASCII: a dot-atom of up to 64 characters, @ and a domain of at least two labels, each up to 63 characters and the last with a letter in it. Letter case is kept.',
  'primaryEmail.verified':
    'Whether the address has been verified. Becomes false when the value actually changes and the request does not set verified.',
  dateOfBirth:
    'Date of birth: a real date from 1900-01-01 to today, the latest date anywhere on Earth.',
  socialIdCountryCode:
    'Country that granted the social id: an assigned ISO 3166-1 alpha-3 code. Required with socialId; may be null only together with socialId.',
  socialId:
    'Unique national identifier, such as a Social Security Number. A masked one (***-**-6789, XXX-XX-6789) is refused. Requires socialIdCountryCode. null clears both.',
};
