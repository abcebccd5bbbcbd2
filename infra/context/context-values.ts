import { isLoopback } from '../../lambda/config.ts';

/** How one context key is read; `parse` returns undefined for a malformed value. */
export interface Key<T> {
  readonly accepts: string;
  readonly example: string;
  readonly parse: (value: unknown) => T | undefined;
}

/** One of a few words. */
export function oneOf<const T extends string>(
  values: readonly T[],
  meaning: string,
): Key<T> & { readonly values: readonly T[] } {
  return {
    values,
    accepts: `${meaning}, ${values.join(' or ')}`,
    example: values.join('|'),
    parse: (value) => values.find((one) => one === value),
  };
}

/** A text that passes a check. */
export function text(
  accepts: string,
  example: string,
  isValid: (value: string) => boolean,
): Key<string> {
  return {
    accepts,
    example,
    parse: (value) => (typeof value === 'string' && isValid(value) ? value : undefined),
  };
}

/** A positive whole number, as text on the command line, as text or a number in cdk.json. */
export function count(accepts: string, example: number): Key<number> {
  return {
    accepts: `${accepts}, a whole number from 1`,
    example: String(example),
    parse: (value) => (/^[1-9]\d{0,5}$/.test(String(value)) ? Number(value) : undefined),
  };
}

/** Distinct texts that each pass a check, separated by commas, or as an array in cdk.json. */
export function list(
  accepts: string,
  example: string,
  isValid: (value: string) => boolean,
): Key<readonly string[]> {
  return {
    accepts: `${accepts}, separated by commas`,
    example,
    parse: (value) => {
      const items: unknown = typeof value === 'string' ? value.split(',') : value;
      if (!Array.isArray(items) || items.length === 0) return undefined;
      if (!items.every((item) => typeof item === 'string' && isValid(item))) return undefined;
      return new Set(items).size === items.length ? items : undefined;
    },
  };
}

/** Not empty, without white space. */
export function isWord(value: string): boolean {
  return /^\S+$/.test(value);
}

/** A URL without query and fragment, which an issuer must not have (RFC 8414), or credentials. */
export function isSafeUrl(value: string): boolean {
  // Checked on the raw text: URL.parse normalises what the exact `iss` comparison would reject.
  if (!/^https?:\/\/[^\s?#@]+$/.test(value)) return false;
  const url = URL.parse(value);
  if (url?.protocol === 'https:') return true;
  return url !== null && isLoopback(url);
}

/** An origin exactly as browsers send it; `*` is not allowed. */
export function isOrigin(value: string): boolean {
  return isSafeUrl(value) && URL.parse(value)?.origin === value;
}

export function isRegion(value: string): boolean {
  return /^[a-z]{2}(-[a-z]+)+-\d$/.test(value);
}

export function isKeyArn(value: string): boolean {
  return /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/.test(value);
}

/** Checks the id of an EC2 resource with the given prefix. */
export function isIdOf(prefix: string): (value: string) => boolean {
  const pattern = new RegExp(`^${prefix}-(?:[0-9a-f]{8}|[0-9a-f]{17})$`);
  return (value) => pattern.test(value);
}

export function isCertificateArn(value: string): boolean {
  return /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/.test(value);
}

/** A DNS name of at least two labels, in lower case. */
export function isHostname(value: string): boolean {
  return value.length <= 253 && /^(?!-)[a-z0-9-]{1,63}(?:\.(?!-)[a-z0-9-]{1,63})+$/.test(value);
}

/** `s3://bucket/key` */
export function isObjectUri(value: string): boolean {
  return /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/[^\s/][^\s]*$/.test(value);
}
