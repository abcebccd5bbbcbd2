import { subdivisions } from './countries.ts';
import {
  country,
  flag,
  isObject,
  type ModelViolation,
  name,
  type Path,
  type Rule,
  state,
  text,
  unknownMembers,
} from './rules.ts';
import { STREETS } from './samples.ts';

export const TYPES = ['MAILING', 'PHYSICAL', 'SHIPPING'];

/** The canonical content of an address, which is its identity (docs/api.md, section 2). */
export interface ModelAddition {
  type: string;
  /** JSON of the members that are set, in the order of the product owner’s table. */
  content: string;
  primary: boolean;
}

/** An index in the request's `addresses`. */
export interface Reference {
  index: number;
}

const STREET_LINES = [1, 2, 3, 4, 5].map((line) => `streetLine${line}`);
const MEMBERS: [member: string, rule: Rule, required: boolean][] = [
  ...STREET_LINES.map((line): [string, Rule, boolean] => [line, text(1, 50), line.endsWith('1')]),
  ['cityName', text(1, 25), false],
  ['stateCode', state, false],
  ['countryCode', country, false],
  ['zipCode', text(1, 10), true],
];
const KNOWN = ['type', 'name', ...MEMBERS.map(([member]) => member), 'primary'];

/** Applies the rules to the `addresses` of a request. */
export function judgeAddresses(raw: unknown, idOf: (content: string) => string | undefined) {
  const added: (ModelAddition & Reference)[] = [];
  const removed: (Reference & { id: string })[] = [];
  const violations: ModelViolation[] = [];
  const path = ['addresses'];
  const result = { added, removed, violations };
  if (raw === undefined) return result;
  if (raw === null) violations.push({ path, code: 'NOT_CLEARABLE' });
  else if (!Array.isArray(raw)) violations.push({ path, code: 'INVALID_TYPE' });
  if (!Array.isArray(raw)) return result;
  if (raw.length > 20) violations.push({ path, code: 'TOO_MANY_ITEMS' });
  const contents = raw.map((element, index) => judgeElement(element, [...path, index]));
  const primaries = new Map<string, string>();
  const addedIds = new Set(
    contents.map(({ address }) => address && idOf(address.content)).filter(Boolean),
  );
  for (const [index, { address, id, violations: own }] of contents.entries()) {
    const place = [...path, index];
    const further: ModelViolation[] = [];
    if (address?.primary) {
      const marked = primaries.get(address.type) ?? address.content;
      primaries.set(address.type, marked);
      if (marked !== address.content) {
        further.push({ path: [...place, 'primary'], code: 'MULTIPLE_PRIMARY_ADDRESSES' });
      }
    }
    if (id !== undefined && addedIds.has(id)) further.push({ path: [...place, 'id'] });
    violations.push(...own, ...further);
    if (id !== undefined && !removed.some((one) => one.id === id)) removed.push({ id, index });
    const same = added.find(({ content }) => content === address?.content);
    if (same) same.primary ||= address?.primary === true;
    else if (address) added.push({ ...address, index });
  }
  return result;
}

interface JudgedElement {
  address?: ModelAddition;
  id?: string;
  violations: ModelViolation[];
}

function judgeElement(raw: unknown, path: Path): JudgedElement {
  if (!isObject(raw)) return { violations: [{ path, code: 'INVALID_TYPE' }] };
  const isRemoval =
    Object.hasOwn(raw, 'remove') ||
    (Object.hasOwn(raw, 'id') && !KNOWN.some((member) => Object.hasOwn(raw, member)));
  return isRemoval ? judgeRemoval(raw, path) : judgeAddress(raw, path);
}

function judgeRemoval(raw: Record<string, unknown>, path: Path): JudgedElement {
  const violations: ModelViolation[] = [];
  const id = text(1, 255)(raw.id);
  if (raw.id === undefined) violations.push({ path: [...path, 'id'], code: 'REQUIRED' });
  else if ('code' in id) violations.push({ path: [...path, 'id'], code: id.code });
  if (raw.remove === undefined) violations.push({ path: [...path, 'remove'], code: 'REQUIRED' });
  else if (raw.remove !== true) violations.push({ path: [...path, 'remove'] });
  for (const member of KNOWN) {
    if (Object.hasOwn(raw, member)) violations.push({ path: [...path, member] });
  }
  violations.push(...unknownMembers(raw, ['id', 'remove', ...KNOWN], path));
  return violations.length === 0 && 'value' in id ? { id: id.value, violations } : { violations };
}

function judgeAddress(raw: Record<string, unknown>, path: Path): JudgedElement {
  const violations: ModelViolation[] = [];
  const content: Record<string, unknown> = {};
  if (Object.hasOwn(raw, 'id')) violations.push({ path: [...path, 'id'] });
  const type = text(0, Number.POSITIVE_INFINITY)(raw.type);
  if (raw.type === undefined || raw.type === null) {
    violations.push({ path: [...path, 'type'], code: 'REQUIRED' });
  } else if ('code' in type) violations.push({ path: [...path, 'type'], code: type.code });
  else if (!TYPES.includes(type.value)) {
    violations.push({ path: [...path, 'type'], code: 'INVALID_VALUE' });
  } else {
    content.type = type.value;
    if (type.value === 'SHIPPING') {
      violations.push(...judgeName(raw.name, [...path, 'name'], content));
    }
  }
  for (const [member, rule, required] of MEMBERS) {
    const judged = judgeMember(raw[member], rule, required, [...path, member], content);
    violations.push(...judged);
    if (judged.length === 0) violations.push(...acrossMembers(raw, member, content, path));
  }
  const { primary = null } = raw;
  if (primary !== null && 'code' in flag(primary)) {
    violations.push({ path: [...path, 'primary'], code: 'INVALID_TYPE' });
  }
  violations.push(...unknownMembers(raw, [...KNOWN, 'id'], path));
  if (violations.length > 0) return { violations };
  const address = {
    type: String(content.type),
    content: JSON.stringify(content),
    primary: primary === true,
  };
  return { address, violations };
}

function judgeMember(
  raw: unknown,
  rule: Rule,
  required: boolean,
  path: Path,
  content: Record<string, unknown>,
): ModelViolation[] {
  // In an address, null counts as absent (docs/api.md, section 2).
  if (raw === undefined || raw === null) return required ? [{ path, code: 'REQUIRED' }] : [];
  const judged = rule(raw);
  if ('code' in judged) return [{ path, code: judged.code }];
  content[String(path.at(-1))] = judged.value;
  return [];
}

function judgeName(raw: unknown, path: Path, content: Record<string, unknown>): ModelViolation[] {
  if (raw === undefined || raw === null) return [{ path, code: 'REQUIRED' }];
  if (!isObject(raw)) return [{ path, code: 'INVALID_TYPE' }];
  const members: Record<string, unknown> = {};
  content.name = members;
  return [
    ...judgeMember(raw.firstName, name, true, [...path, 'firstName'], members),
    ...judgeMember(raw.middleName, name, false, [...path, 'middleName'], members),
    ...judgeMember(raw.lastName, name, true, [...path, 'lastName'], members),
    ...unknownMembers(raw, ['firstName', 'middleName', 'lastName'], path),
  ];
}

/** Rules between members, reported at the member to fix: post-office boxes and states. */
function acrossMembers(
  raw: Record<string, unknown>,
  member: string,
  content: Record<string, unknown>,
  path: Path,
): ModelViolation[] {
  if (STREET_LINES.includes(member)) {
    const isBox = content.type === 'PHYSICAL' && STREETS.get(String(raw[member]));
    return isBox ? [{ path: [...path, member], code: 'PO_BOX_NOT_ALLOWED' }] : [];
  }
  const inCountry = country(raw.countryCode);
  if (member !== 'stateCode' || 'code' in inCountry) return [];
  if (content.stateCode === undefined) {
    const needsState = ['USA', 'CAN'].includes(inCountry.value);
    return needsState ? [{ path: [...path, member], code: 'REQUIRED' }] : [];
  }
  const known = subdivisions.get(inCountry.value)?.has(String(content.stateCode));
  return known ? [] : [{ path: [...path, member], code: 'INVALID_VALUE' }];
}
