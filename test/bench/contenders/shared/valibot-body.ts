import * as v from 'valibot';
import { isCountryCode } from '../../../../lambda/body/iso-3166.ts';
import { parsePhoneNumber } from './phone-number.ts';

const text = (min: number, max: number) =>
  v.pipe(v.string(), v.trim(), v.normalize('NFC'), v.minLength(min), v.maxLength(max));
const name = text(1, 40);
const countryCode = v.pipe(v.string(), v.check(isCountryCode));
const optional = v.optional;
const nullish = v.nullish;

const phoneNumber = v.strictObject({
  number: optional(
    v.pipe(
      v.string(),
      v.rawTransform<string, string>(({ dataset, addIssue, NEVER }) => {
        const number = parsePhoneNumber(dataset.value);
        if (number !== undefined) return number;
        addIssue();
        return NEVER;
      }),
    ),
  ),
  type: optional(v.picklist(['WORK', 'HOME', 'MOBILE'])),
  provider: nullish(name),
  extension: nullish(text(1, 10)),
  verified: optional(v.boolean()),
});

const lines = {
  streetLine1: text(1, 50),
  streetLine2: nullish(text(1, 50)),
  streetLine3: nullish(text(1, 50)),
  streetLine4: nullish(text(1, 50)),
  streetLine5: nullish(text(1, 50)),
  cityName: nullish(text(1, 25)),
  stateCode: nullish(v.pipe(v.string(), v.regex(/^[A-Z]{2,3}$/))),
  countryCode: nullish(countryCode),
  zipCode: text(1, 10),
  primary: optional(v.boolean()),
};

const address = v.variant('type', [
  v.strictObject({
    type: v.literal('SHIPPING'),
    name: v.strictObject({ firstName: name, middleName: nullish(name), lastName: name }),
    ...lines,
  }),
  v.strictObject({
    type: v.picklist(['MAILING', 'PHYSICAL']),
    name: optional(v.unknown()),
    ...lines,
  }),
]);

/** The body of the request. */
export const valibotBody = v.pipe(
  v.strictObject({
    addresses: optional(v.pipe(v.array(address), v.maxLength(20))),
    metadata: nullish(v.record(text(1, 40), v.nullable(v.pipe(v.string(), v.maxLength(1024))))),
    type: optional(v.literal('INDIVIDUAL')),
    firstName: optional(name),
    middleName: nullish(name),
    lastName: optional(name),
    prefix: nullish(name),
    suffix: nullish(name),
    sex: nullish(v.picklist(['MALE', 'FEMALE'])),
    gender: nullish(text(0, 255)),
    securityQuestion: nullish(text(0, 255)),
    securityAnswer: nullish(v.pipe(v.string(), v.maxLength(255))),
    pronoun: nullish(text(0, 255)),
    primaryPhoneNumber: optional(phoneNumber),
    primaryEmail: optional(
      v.strictObject({
        value: optional(v.pipe(v.string(), v.email(), v.maxLength(320))),
        verified: optional(v.boolean()),
      }),
    ),
    dateOfBirth: nullish(
      v.pipe(
        v.string(),
        v.isoDate(),
        v.check((day) => day >= '1900-01-01' && Date.parse(day) <= Date.now()),
      ),
    ),
    placeOfBirth: nullish(
      v.strictObject({ city: nullish(text(0, 60)), countryCode: nullish(countryCode) }),
    ),
    socialId: nullish(text(5, 50)),
    socialIdCountryCode: nullish(countryCode),
    citizenshipCountryCode: nullish(countryCode),
  }),
  v.check(({ socialId, socialIdCountryCode }) => !socialId || !!socialIdCountryCode),
);

/** The path's customer id. */
export const customerId = v.pipe(v.string(), v.uuid(), v.toLowerCase());
