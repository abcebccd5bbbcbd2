import type { Violation } from '../violation.ts';
import type { IfMatch } from '../write/update-request.ts';

const JSON_TYPE = /^application\/(?:json|[\w!#$&^.+-]+\+json)$/i;
// An unclosed quoted string extends to the end, so that matching is linear.
const PARTS_AND_COMMAS = /,|(?:[^,;"]|"(?:[^"\\]|\\.?)*(?:"|$))+/gs;
const CHARSET = /^charset\s*=\s*(?:"utf-8"|utf-8)$/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 9110, section 8.8.3, allows no control characters inside a tag
const LIST_ELEMENT = /[ \t]*(?:(W\/)?"([^\u0000-\u0020"\u007f]*)"[ \t]*)?(?:,|$)/y;
const VERSION = /^(?:0|[1-9][0-9]{0,14})$/;

/**
 * Whether a Content-Type is JSON in UTF-8; parameters other than `charset` are ignored
 * (docs/api.md, section 1).
 */
export function isJsonMediaType(contentType: string | undefined): boolean {
  const parts = (contentType?.match(PARTS_AND_COMMAS) ?? []).map((part) => part.trim());
  // A comma outside a quoted string separates two media types, or two headers.
  if (parts.includes(',')) return false;
  const [type = '', ...parameters] = parts;
  const charsets = parameters.filter((parameter) => /^charset\b/i.test(parameter));
  return JSON_TYPE.test(type) && charsets.every((charset) => CHARSET.test(charset));
}

/** Whether a Content-Encoding means an unencoded body. */
export function isIdentity(contentEncoding = ''): boolean {
  return contentEncoding
    .split(',')
    .every((coding) => ['', 'identity'].includes(coding.trim().toLowerCase()));
}

/**
 * The versions in an If-Match header, or `undefined` without the header. A weak tag, or one that
 * is not a version, is left out, because it matches nothing.
 */
export function parseIfMatch(header: string | undefined): IfMatch | undefined | Violation {
  if (header === undefined) return undefined;
  if (header.trim() === '*') return '*';
  const versions = new Set<number>();
  let tags = 0;
  LIST_ELEMENT.lastIndex = 0;
  while (LIST_ELEMENT.lastIndex < header.length) {
    const element = LIST_ELEMENT.exec(header);
    if (!element) return malformedIfMatch;
    const [, weak, tag] = element;
    if (tag !== undefined) tags++;
    if (!weak && tag !== undefined && VERSION.test(tag)) versions.add(Number(tag));
  }
  return tags === 0 ? malformedIfMatch : [...versions];
}

/** The Idempotency-Key, 6 to 255 visible ASCII characters; `undefined` without the header. */
export function parseIdempotencyKey(header: string | undefined): string | undefined | Violation {
  const path = 'Idempotency-Key';
  if (header === undefined) return undefined;
  if (header.length < 6 || header.length > 255) {
    const message = `${path} must have 6 to 255 characters.`;
    return { path, errorCode: 'INVALID_LENGTH', message };
  }
  if (/^[\x21-\x7e]+$/.test(header)) return header;
  const message = `${path} must contain only visible ASCII characters.`;
  return { path, errorCode: 'INVALID_FORMAT', message };
}

const malformedIfMatch: Violation = {
  path: 'If-Match',
  errorCode: 'INVALID_FORMAT',
  message: 'If-Match must be * alone, or entity tags such as "7", separated by commas.',
};
