import * as z from 'zod';
import { isCountryCode } from '../../../../lambda/body/iso-3166.ts';
import { parsePhoneNumber } from './phone-number.ts';

const text = (min: number, max: number) => z.string().trim().normalize('NFC').min(min).max(max);
const name = text(1, 40);
const countryCode = z.string().refine(isCountryCode);
const birthday = z.iso.date().refine((day) => day >= '1900-01-01' && Date.parse(day) <= Date.now());

const phoneNumber = z.strictObject({
  number: z
    .string()
    .transform((input, context) => {
      const number = parsePhoneNumber(input);
      if (number !== undefined) return number;
      context.addIssue({ code: 'custom' });
      return z.NEVER;
    })
    .optional(),
  type: z.enum(['WORK', 'HOME', 'MOBILE']).optional(),
  provider: name.nullish(),
  extension: text(1, 10).nullish(),
  verified: z.boolean().optional(),
});

const lines = {
  streetLine1: text(1, 50),
  streetLine2: text(1, 50).nullish(),
  streetLine3: text(1, 50).nullish(),
  streetLine4: text(1, 50).nullish(),
  streetLine5: text(1, 50).nullish(),
  cityName: text(1, 25).nullish(),
  stateCode: z
    .string()
    .regex(/^[A-Z]{2,3}$/)
    .nullish(),
  countryCode: countryCode.nullish(),
  zipCode: text(1, 10),
  primary: z.boolean().optional(),
};

const address = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('SHIPPING'),
    name: z.strictObject({ firstName: name, middleName: name.nullish(), lastName: name }),
    ...lines,
  }),
  z.strictObject({ type: z.enum(['MAILING', 'PHYSICAL']), name: z.unknown().optional(), ...lines }),
]);

/** The body of the request. */
export const zodBody = z
  .strictObject({
    addresses: z.array(address).max(20).optional(),
    metadata: z.record(text(1, 40), z.string().max(1024).nullable()).nullish(),
    type: z.literal('INDIVIDUAL').optional(),
    firstName: name.optional(),
    middleName: name.nullish(),
    lastName: name.optional(),
    prefix: name.nullish(),
    suffix: name.nullish(),
    sex: z.enum(['MALE', 'FEMALE']).nullish(),
    gender: text(0, 255).nullish(),
    securityQuestion: text(0, 255).nullish(),
    securityAnswer: z.string().max(255).nullish(),
    pronoun: text(0, 255).nullish(),
    primaryPhoneNumber: phoneNumber.optional(),
    primaryEmail: z
      .strictObject({ value: z.email().max(320).optional(), verified: z.boolean().optional() })
      .optional(),
    dateOfBirth: birthday.nullish(),
    placeOfBirth: z
      .strictObject({ city: text(0, 60).nullish(), countryCode: countryCode.nullish() })
      .nullish(),
    socialId: text(5, 50).nullish(),
    socialIdCountryCode: countryCode.nullish(),
    citizenshipCountryCode: countryCode.nullish(),
  })
  .refine((body) => !body.socialId || body.socialIdCountryCode);

/** The path's customer id. */
export const customerId = z.guid().toLowerCase();
