import * as v from 'valibot';
import { isCountryCode } from '../../../../lambda/customer/codes.ts';
import { parsePhoneNumber } from './phone-number.ts';

const text = (min: number, max: number) =>
  v.pipe(v.string(), v.trim(), v.normalize('NFC'), v.minLength(min), v.maxLength(max));
const name = text(1, 40);
const countryCode = v.pipe(v.string(), v.check(isCountryCode));
const isPast = (day: string) => day >= '1900-01-01' && Date.parse(day) <= Date.now();

const number = v.pipe(
  v.string(),
  v.rawTransform<string, string>(({ dataset, addIssue, NEVER }) => {
    const parsed = parsePhoneNumber(dataset.value);
    if (parsed !== undefined) return parsed;
    addIssue({});
    return NEVER;
  }),
);

const phoneNumber = v.strictObject({
  number: v.optional(number),
  type: v.optional(v.picklist(['WORK', 'HOME', 'MOBILE'])),
  provider: v.nullish(name),
  extension: v.nullish(text(1, 10)),
  verified: v.optional(v.boolean()),
});

const lines = {
  streetLine1: text(1, 50),
  streetLine2: v.nullish(text(1, 50)),
  streetLine3: v.nullish(text(1, 50)),
  streetLine4: v.nullish(text(1, 50)),
  streetLine5: v.nullish(text(1, 50)),
  cityName: v.nullish(text(1, 25)),
  stateCode: v.nullish(v.pipe(v.string(), v.regex(/^[A-Z]{2,3}$/))),
  countryCode: v.nullish(countryCode),
  zipCode: text(1, 10),
  primary: v.optional(v.boolean()),
};

const address = v.variant('type', [
  v.strictObject({
    type: v.literal('SHIPPING'),
    name: v.strictObject({ firstName: name, middleName: v.nullish(name), lastName: name }),
    ...lines,
  }),
  v.strictObject({
    type: v.picklist(['MAILING', 'PHYSICAL']),
    name: v.optional(v.unknown()),
    ...lines,
  }),
]);

/** The body of the request. */
export const valibotBody = v.pipe(
  v.strictObject({
    addresses: v.optional(v.pipe(v.array(address), v.maxLength(20))),
    metadata: v.nullish(v.record(text(1, 40), v.nullable(v.pipe(v.string(), v.maxLength(1024))))),
    type: v.optional(v.literal('INDIVIDUAL')),
    firstName: v.optional(name),
    middleName: v.nullish(name),
    lastName: v.optional(name),
    prefix: v.nullish(name),
    suffix: v.nullish(name),
    sex: v.nullish(v.picklist(['MALE', 'FEMALE'])),
    gender: v.nullish(text(0, 255)),
    securityQuestion: v.nullish(text(0, 255)),
    securityAnswer: v.nullish(v.pipe(v.string(), v.maxLength(255))),
    pronoun: v.nullish(text(0, 255)),
    primaryPhoneNumber: v.optional(phoneNumber),
    primaryEmail: v.optional(
      v.strictObject({
        value: v.optional(v.pipe(v.string(), v.email(), v.maxLength(320))),
        verified: v.optional(v.boolean()),
      }),
    ),
    dateOfBirth: v.nullish(v.pipe(v.string(), v.isoDate(), v.check(isPast))),
    placeOfBirth: v.nullish(
      v.strictObject({ city: v.nullish(text(0, 60)), countryCode: v.nullish(countryCode) }),
    ),
    socialId: v.nullish(text(5, 50)),
    socialIdCountryCode: v.nullish(countryCode),
    citizenshipCountryCode: v.nullish(countryCode),
  }),
  v.check((body) => !body.socialId || Boolean(body.socialIdCountryCode)),
);

/** The path's customer id. */
export const customerId = v.pipe(v.string(), v.uuid(), v.toLowerCase());
