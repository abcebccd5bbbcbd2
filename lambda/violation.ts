/** Codes of request rules: those that can be judged from the request alone (docs/api.md, section 6). */
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
 * Codes of account rules, which need the stored customer, and of the problems they make. The first
 * broken one of this order names the problem (docs/api.md, section 6).
 */
export const ACCOUNT_RULES = [
  'PRIMARY_ADDRESS_REQUIRED',
  'ADDRESS_NOT_FOUND',
  'ADDRESS_LIMIT_EXCEEDED',
  'METADATA_LIMIT_EXCEEDED',
  'CUSTOMER_TYPE_MISMATCH',
] as const;

export type ViolationCode = (typeof VIOLATION_CODES)[number];

/** One failure of one field; `pointer` (RFC 6901 as a URI fragment) for body properties only. */
export interface Violation {
  path: string;
  pointer?: string;
  errorCode: ViolationCode | (typeof ACCOUNT_RULES)[number];
  message: string;
}

/** Keys and indexes from the body down to one property. */
export type Path = readonly (string | number)[];

const MAX_NAME_LENGTH = 64;

/** A violation of the body property at a path; `rule` goes on from the property's name. */
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
  // The end of a cut name may be half a surrogate pair.
  return last.length > MAX_NAME_LENGTH ? `${last.slice(0, MAX_NAME_LENGTH).toWellFormed()}…` : last;
}
