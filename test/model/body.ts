import { judgeAddresses, type ModelAddition, type Reference } from './addresses.ts';
import {
  country,
  day,
  flag,
  hasLoneSurrogate,
  isControl,
  isObject,
  listed,
  type ModelViolation,
  name,
  oneOf,
  type Rule,
  text,
  unknownMembers,
  verbatim,
} from './rules.ts';
import { EMAILS, MASKED_IDS, PHONES } from './samples.ts';

/** The changes of a valid body; null clears. Members of objects are named `object.member`. */
export interface ModelUpdate {
  values: Record<string, string | boolean | null>;
  metadata: Record<string, string | null> | null;
  added: (ModelAddition & Reference)[];
  removed: (Reference & { id: string })[];
}

interface Property {
  rule: Rule;
  clearable: boolean;
}

const fixed = (rule: Rule): Property => ({ rule, clearable: false });
const clearable = (rule: Rule): Property => ({ rule, clearable: true });
const SERVER_ONLY = ['id', 'status', 'createdBy', 'createdAt', 'updatedBy', 'updatedAt'];
const optionalCountry = clearable(country);
const phone = {
  number: fixed(listed(PHONES, 'INVALID_PHONE_NUMBER')),
  type: fixed(oneOf('WORK', 'HOME', 'MOBILE')),
  provider: clearable(name),
  extension: clearable(text(1, 10)),
  verified: fixed(flag),
};

/** Every property but addresses and metadata, in the order of the product owner’s table (docs/api.md, section 1.3). */
const propertiesOf = (latestDay: string): Record<string, Property | Record<string, Property>> => ({
  type: fixed(oneOf('INDIVIDUAL')),
  firstName: fixed(name),
  middleName: clearable(name),
  lastName: fixed(name),
  prefix: clearable(name),
  suffix: clearable(name),
  sex: clearable(oneOf('MALE', 'FEMALE')),
  gender: clearable(text(0, 255)),
  securityQuestion: clearable(text(0, 255)),
  securityAnswer: clearable(verbatim(255)),
  pronoun: clearable(text(0, 255)),
  primaryPhoneNumber: phone,
  primaryPhonenumber: phone,
  primaryEmail: { value: fixed(listed(EMAILS, 'INVALID_FORMAT')), verified: fixed(flag) },
  dateOfBirth: clearable(day(latestDay)),
  placeOfBirth: { city: clearable(text(0, 60)), countryCode: optionalCountry },
  socialId: clearable(
    text(5, 50, (value) => (MASKED_IDS.includes(value) ? 'INVALID_FORMAT' : undefined)),
  ),
  socialIdCountryCode: optionalCountry,
  citizenshipCountryCode: optionalCountry,
});

/** Applies the request rules to a body: its changes, or all violations in document order. */
export function judgeBody(
  body: unknown,
  now: string,
  idOf: (content: string) => string | undefined,
): { update: ModelUpdate } | { violations: ModelViolation[] } {
  if (!isObject(body)) return { violations: [{ path: [], code: 'INVALID_TYPE' }] };
  const latestDay = new Date(Date.parse(now) + 14 * 3_600_000).toISOString().slice(0, 10);
  const properties = propertiesOf(latestDay);
  const addresses = judgeAddresses(body.addresses, idOf);
  const metadata = judgeMetadata(body.metadata);
  const values: ModelUpdate['values'] = {};
  const violations = [...addresses.violations, ...metadata.violations];
  for (const [property, rule] of Object.entries(properties)) {
    const raw = body[property];
    const path = [property];
    const own: ModelViolation[] = [];
    if (raw !== undefined && isProperty(rule)) own.push(...judgeValue(raw, rule, path, values));
    else if (raw === null && property === 'placeOfBirth') values[property] = null;
    else if (raw !== undefined && !isProperty(rule)) {
      own.push(...judgeMembers(raw, rule, path, values));
    }
    const ofMembers = own.filter((violation) => violation.path.length > 1);
    const ofProperty = own.filter((violation) => violation.path.length === 1);
    violations.push(...ofProperty, ...acrossProperties(body, property), ...ofMembers);
  }
  const known = new Set(['addresses', 'metadata', ...Object.keys(properties)]);
  for (const property of SERVER_ONLY) {
    if (Object.hasOwn(body, property)) {
      violations.push({ path: [property], code: 'READ_ONLY_PROPERTY' });
    }
  }
  violations.push(...unknownMembers(body, [...known, ...SERVER_ONLY], []));
  if (violations.length > 0) return { violations };
  delete values.type;
  if (values.socialId === null) values.socialIdCountryCode = null;
  return { update: { values, metadata: metadata.members, ...addresses } };
}

function isProperty(rule: Property | Record<string, Property>): rule is Property {
  return typeof rule.rule === 'function';
}

function judgeValue(
  raw: unknown,
  { rule, clearable: mayClear }: Property,
  path: string[],
  values: ModelUpdate['values'],
): ModelViolation[] {
  const key = path.join('.').replace('primaryPhonenumber', 'primaryPhoneNumber');
  if (raw === null && !mayClear) return [{ path, code: 'NOT_CLEARABLE' }];
  const judged = raw === null ? { value: null } : rule(raw);
  if ('code' in judged) return [{ path, code: judged.code }];
  values[key] = judged.value;
  return [];
}

function judgeMembers(
  raw: unknown,
  rules: Record<string, Property>,
  path: string[],
  values: ModelUpdate['values'],
): ModelViolation[] {
  if (raw === null) return [{ path, code: 'NOT_CLEARABLE' }];
  if (!isObject(raw)) return [{ path, code: 'INVALID_TYPE' }];
  const known = Object.entries(rules).flatMap(([member, rule]) =>
    raw[member] === undefined ? [] : judgeValue(raw[member], rule, [...path, member], values),
  );
  return [...known, ...unknownMembers(raw, Object.keys(rules), path)];
}

function acrossProperties(body: Record<string, unknown>, property: string): ModelViolation[] {
  const { socialId, socialIdCountryCode: code } = body;
  const areBoth = body.primaryPhonenumber !== undefined && body.primaryPhoneNumber !== undefined;
  if (property === 'primaryPhonenumber' && areBoth) return [{ path: [property] }];
  if (property !== 'socialIdCountryCode') return [];
  const path = [property];
  if (code === null && socialId !== null) return [{ path, code: 'NOT_CLEARABLE' }];
  if (code !== undefined && code !== null && socialId === null) {
    return [{ path, code: 'INVALID_VALUE' }];
  }
  const isMissing = socialId !== undefined && socialId !== null && code === undefined;
  return isMissing ? [{ path, code: 'REQUIRED' }] : [];
}

function judgeMetadata(raw: unknown): {
  members: ModelUpdate['metadata'];
  violations: ModelViolation[];
} {
  const path = ['metadata'];
  if (raw === undefined) return { members: {}, violations: [] };
  if (raw === null) return { members: null, violations: [] };
  if (!isObject(raw)) return { members: {}, violations: [{ path, code: 'INVALID_TYPE' }] };
  const members = Object.entries(raw);
  const pairs = members.filter(([, value]) => value !== null);
  const tooMany = members.length > 20 || pairs.length > 5;
  const violations: ModelViolation[] = tooMany ? [{ path, code: 'TOO_MANY_ITEMS' }] : [];
  for (const [key, value] of members) {
    const place = [...path, key];
    const judged = value === null ? { value } : verbatim(1024)(value);
    if (key === '__proto__') violations.push({ path: place });
    else if (hasLoneSurrogate(key) || [...key].some(isControl)) {
      violations.push({ path: place, code: 'INVALID_FORMAT' });
    } else if (key === '' || [...key].length > 40) {
      violations.push({ path: place, code: 'INVALID_LENGTH' });
    } else if ('code' in judged) violations.push({ path: place, code: judged.code });
  }
  return { members: raw as Record<string, string | null>, violations };
}
