import type { Violation } from './problems.ts';

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
