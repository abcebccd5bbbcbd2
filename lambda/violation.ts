/** Codes of request rules, which need only the request (docs/api.md, section 6). */
export const VIOLATION_CODES = [
  'REQUIRED',
  'INVALID_TYPE',
  'INVALID_LENGTH',
  'INVALID_VALUE',
  'INVALID_FORMAT',
  'INVALID_PHONE_NUMBER',
  'UNKNOWN_PROPERTY',
  'READ_ONLY_PROPERTY',
  'NOT_CLEARABLE',
  'MULTIPLE_PRIMARY_ADDRESSES',
  'PO_BOX_NOT_ALLOWED',
  'TOO_MANY_ITEMS',
] as const;

/**
 * Codes of account rules, which need the stored customer, and of their problems. The first
 * broken rule in this order gives the problem its code (docs/api.md, section 6).
 */
export const ACCOUNT_RULES = [
  'PRIMARY_ADDRESS_REQUIRED',
  'ADDRESS_NOT_FOUND',
  'ADDRESS_LIMIT_EXCEEDED',
  'METADATA_LIMIT_EXCEEDED',
  'CUSTOMER_TYPE_MISMATCH',
] as const;

export type ViolationCode = (typeof VIOLATION_CODES)[number];

/** One broken rule; only body properties have a `pointer` (RFC 6901, as a URI fragment). */
export interface Violation {
  path: string;
  pointer?: string;
  errorCode: ViolationCode | (typeof ACCOUNT_RULES)[number];
  message: string;
}

/** Keys and indexes from the body to one property. */
export type Path = readonly (string | number)[];

const MAX_NAME_LENGTH = 64;

/** The violation of a body property; the message is the property's name followed by `rule`. */
export function toViolation(
  path: Path,
  errorCode: Violation['errorCode'],
  rule: string,
): Violation {
  return {
    path: toDotPath(path),
    pointer: toPointer(path),
    errorCode,
    message: `${nameOf(path)} ${rule}`,
  };
}

function toDotPath(path: Path): string {
  return path
    .map((segment) => (typeof segment === 'number' ? `[${segment}]` : `.${segment}`))
    .join('')
    .replace(/^\./, '');
}

/** RFC 6901 as a URI fragment. */
function toPointer(path: Path): string {
  const toToken = (segment: string | number) =>
    encodeURIComponent(String(segment).replaceAll('~', '~0').replaceAll('/', '~1'));
  return ['#', ...path.map(toToken)].join('/');
}

function nameOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'The body';
  if (last === '') return '""';
  if (typeof last === 'number') return toDotPath(path.slice(-2));
  // Cutting may split a surrogate pair.
  return last.length > MAX_NAME_LENGTH ? `${last.slice(0, MAX_NAME_LENGTH).toWellFormed()}…` : last;
}
