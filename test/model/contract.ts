import { judgeBody, type ModelUpdate } from './body.ts';
import {
  type AccountViolation,
  brokenAccountRules,
  changed,
  type ModelCustomer,
  type ModelWrite,
} from './customer.ts';
import { isControl, type ModelViolation } from './rules.ts';

export interface ModelRequest {
  customerId: string;
  caller: string;
  /** The body after JSON.parse. */
  body: unknown;
  ifMatch?: string | undefined;
  key?: string | undefined;
  /** The key that the service generates if the caller sends none. */
  ownKey: string;
  /** The time of the request. */
  now: string;
}

/** What docs/api.md leaves to the service: ids of addresses, and keys past what is promised. */
export interface Choices {
  idOf: (content: string) => string | undefined;
  /** Whether a key is still remembered after this many later writes, beyond what is promised. */
  remembers: (later: number) => boolean;
}

export interface ModelAnswer {
  status: number;
  etag?: string;
  errorCode?: string;
  violations?: readonly ModelViolation[];
}

/** The answer and the resulting customer; `written` if the request changed it. */
export interface Outcome {
  answer: ModelAnswer;
  customer: ModelCustomer | undefined;
  written: boolean;
}

// docs/api.md, section 6, names them in this order.
const ACCOUNT_CODES = [
  'PRIMARY_ADDRESS_REQUIRED',
  'ADDRESS_NOT_FOUND',
  'ADDRESS_LIMIT_EXCEEDED',
  'METADATA_LIMIT_EXCEEDED',
  'CUSTOMER_TYPE_MISMATCH',
];

/** The contract (docs/api.md) as a function of a customer, or none, and an authorised request. */
export function respond(
  customer: ModelCustomer | undefined,
  request: ModelRequest,
  choices: Choices,
): Outcome {
  const refuse = (status: number, errorCode: string, more: Partial<ModelAnswer> = {}): Outcome => ({
    answer: { status, errorCode, ...more },
    customer,
    written: false,
  });
  const judged = judgeBody(request.body, request.now, choices.idOf);
  const violations = [
    ...brokenHeaders(request),
    ...('violations' in judged ? judged.violations : []),
  ];
  if (violations.length > 0 || 'violations' in judged) {
    return refuse(400, 'VALIDATION_FAILED', { violations });
  }
  if (!customer) return refuse(404, 'CUSTOMER_NOT_FOUND');

  const accept = (after: ModelCustomer, written: boolean): Outcome => ({
    answer: { status: 200, etag: `"${after.version}"` },
    customer: after,
    written,
  });
  const { caller, key = request.ownKey } = request;
  const write = { caller, key, meaning: meaningOf(judged.update), at: request.now };
  const known = remembered(customer, write, choices);
  if (known) {
    if (known.meaning === write.meaning) return accept(customer, false);
    return refuse(422, 'IDEMPOTENCY_KEY_REUSED');
  }
  if (!matches(request.ifMatch, customer.version)) {
    return refuse(412, 'PRECONDITION_FAILED', { etag: `"${customer.version}"` });
  }
  const broken: AccountViolation[] = brokenAccountRules(customer, judged.update, choices.idOf);
  const first = ACCOUNT_CODES.find((code) => broken.some((violation) => violation.code === code));
  if (first) return refuse(422, first, { violations: broken });
  if (isNothing(judged.update)) return accept(customer, false);
  const after = changed(customer, judged.update, caller, request.now, choices.idOf);
  return accept({ ...after, writes: [...customer.writes, write] }, true);
}

const DAY_MS = 24 * 3_600_000;

/** For a day, or for the next 16 writes if there are more within it (docs/api.md, section 4). */
function remembered({ writes }: ModelCustomer, { caller, key, at }: ModelWrite, choices: Choices) {
  const place = writes.findLastIndex((write) => write.caller === caller && write.key === key);
  const known = writes[place];
  const later = writes.length - 1 - place;
  const isPromised = known && Date.parse(at) - Date.parse(known.at) < DAY_MS && later <= 16;
  return isPromised || choices.remembers(later) ? known : undefined;
}

function isNothing({ values, metadata, added, removed }: ModelUpdate): boolean {
  const names = [...Object.keys(values), ...Object.keys(metadata ?? { all: null })];
  return names.length + added.length + removed.length === 0;
}

/** The meaning of a body, equal for bodies that mean the same. */
function meaningOf({ values, metadata, added, removed }: ModelUpdate): string {
  const sorted = (object: object) => Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([
    sorted(values),
    metadata && sorted(metadata),
    added.map(({ content, primary }) => [content, primary]),
    removed.map(({ id }) => id).sort(),
  ]);
}

function brokenHeaders({ customerId, ifMatch, key }: ModelRequest): ModelViolation[] {
  const violations: ModelViolation[] = [];
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(customerId);
  if (!isId) violations.push({ path: ['customerId'] });
  if (ifMatch !== undefined && tagsOf(ifMatch) === undefined)
    violations.push({ path: ['If-Match'] });
  if (key !== undefined) {
    const isVisible = [...key].every((c) => c > ' ' && c <= '~' && !isControl(c));
    if (!isVisible || key.length < 6 || key.length > 255) {
      violations.push({ path: ['Idempotency-Key'] });
    }
  }
  return violations;
}

/** The tags of an If-Match; undefined if it is malformed. */
function tagsOf(header: string): string[] | undefined {
  if (header.trim() === '*') return ['*'];
  const elements = header
    .split(',')
    .map((element) => element.trim())
    .filter((element) => element !== '');
  const areTags = elements.every((element) => /^(W\/)?"[!#-~\u0080-\uffff]*"$/.test(element));
  return areTags && elements.length > 0 ? elements : undefined;
}

function matches(header: string | undefined, version: number): boolean {
  const tags = header === undefined ? ['*'] : (tagsOf(header) ?? []);
  return tags.some((tag) => tag === '*' || tag === `"${version}"`);
}
