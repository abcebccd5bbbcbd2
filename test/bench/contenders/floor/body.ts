import { isCountryCode } from '../../../../lambda/body/iso-3166.ts';
import type { Body } from '../shared/update-item.ts';

/** The value as it is to be stored, or undefined where it is invalid. */
type Rule = (value: unknown) => unknown;

const text =
  (min: number, max: number): Rule =>
  (value) => {
    if (typeof value !== 'string') return undefined;
    const trimmed = value.trim().normalize('NFC');
    return trimmed.length >= min && trimmed.length <= max ? trimmed : undefined;
  };
const pattern =
  (form: RegExp): Rule =>
  (value) =>
    typeof value === 'string' && form.test(value) ? value : undefined;
const orNull =
  (rule: Rule): Rule =>
  (value) =>
    value === null ? null : rule(value);
const flag: Rule = (value) => (typeof value === 'boolean' ? value : undefined);
const countryCode: Rule = (value) =>
  typeof value === 'string' && isCountryCode(value) ? value : undefined;
const birthday: Rule = (value) =>
  typeof value === 'string' &&
  /^\d{4}-\d{2}-\d{2}$/.test(value) &&
  value >= '1900-01-01' &&
  Date.parse(value) <= Date.now()
    ? value
    : undefined;

/** Country codes are not looked up: the other contenders need a library for that. */
const phone: Rule = (value) => {
  if (typeof value !== 'string') return undefined;
  const compact = value.replace(/[ .\-()/]/g, '');
  if (!/^\+?[1-9][0-9]{6,14}$/.test(compact)) return undefined;
  if (compact.startsWith('+')) return compact;
  return compact.length <= 10 && !compact.startsWith('1') ? `+1${compact}` : `+${compact}`;
};

function closed(rules: Readonly<Record<string, Rule>>, required: readonly string[] = []): Rule {
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    if (required.some((name) => !Object.hasOwn(value, name))) return undefined;
    const result: Record<string, unknown> = {};
    for (const [name, member] of Object.entries(value)) {
      const parsed = Object.hasOwn(rules, name) ? rules[name]?.(member) : undefined;
      if (parsed === undefined) return undefined;
      result[name] = parsed;
    }
    return result;
  };
}

const list =
  (rule: Rule, max: number): Rule =>
  (value) => {
    if (!Array.isArray(value) || value.length > max) return undefined;
    const elements = value.map(rule);
    return elements.includes(undefined) ? undefined : elements;
  };

const pairs: Rule = (value) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const member = orNull(text(0, 1024));
  const isValid = Object.entries(value).every(
    ([key, one]) => key.length >= 1 && key.length <= 40 && member(one) !== undefined,
  );
  return isValid ? value : undefined;
};

const name = text(1, 40);
const anyAddress = closed(
  {
    type: pattern(/^(?:MAILING|PHYSICAL|SHIPPING)$/),
    name: closed({ firstName: name, middleName: orNull(name), lastName: name }, ['firstName']),
    streetLine1: text(1, 50),
    streetLine2: orNull(text(1, 50)),
    streetLine3: orNull(text(1, 50)),
    streetLine4: orNull(text(1, 50)),
    streetLine5: orNull(text(1, 50)),
    cityName: orNull(text(1, 25)),
    stateCode: orNull(pattern(/^[A-Z]{2,3}$/)),
    countryCode: orNull(countryCode),
    zipCode: text(1, 10),
    primary: flag,
  },
  ['type', 'streetLine1', 'zipCode'],
);

const address: Rule = (value) => {
  const parsed = anyAddress(value) as { type: string; name?: unknown } | undefined;
  return parsed?.type === 'SHIPPING' && parsed.name === undefined ? undefined : parsed;
};

const body = closed({
  addresses: list(address, 20),
  metadata: orNull(pairs),
  type: pattern(/^INDIVIDUAL$/),
  firstName: name,
  middleName: orNull(name),
  lastName: name,
  prefix: orNull(name),
  suffix: orNull(name),
  sex: orNull(pattern(/^(?:FE)?MALE$/)),
  gender: orNull(text(0, 255)),
  securityQuestion: orNull(text(0, 255)),
  securityAnswer: orNull(text(0, 255)),
  pronoun: orNull(text(0, 255)),
  primaryPhoneNumber: closed({
    number: phone,
    type: pattern(/^(?:WORK|HOME|MOBILE)$/),
    provider: orNull(name),
    extension: orNull(text(1, 10)),
    verified: flag,
  }),
  primaryEmail: closed({ value: pattern(/^[^\s@]{1,64}@[^\s@]+\.[^\s@.]+$/), verified: flag }),
  dateOfBirth: orNull(birthday),
  placeOfBirth: orNull(closed({ city: orNull(text(0, 60)), countryCode: orNull(countryCode) })),
  socialId: orNull(text(5, 50)),
  socialIdCountryCode: orNull(countryCode),
  citizenshipCountryCode: orNull(countryCode),
});

/** The body as it is to be stored, or undefined where it is invalid. */
export function parseBody(json: string | undefined): Body | undefined {
  const result = body(JSON.parse(json ?? 'null')) as Body | undefined;
  return result?.socialId && !result.socialIdCountryCode ? undefined : result;
}
