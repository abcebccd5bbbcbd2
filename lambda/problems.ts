import type { Violation } from './violation.ts';

/**
 * Every problem that the API returns: errorCode → HTTP status, title and detail
 * (docs/api.md, section 6).
 */
export const PROBLEMS = {
  INVALID_JSON: [400, 'Bad Request', 'The body is missing or is not valid JSON.'],
  VALIDATION_FAILED: [400, 'Bad Request', 'The request is invalid.'],
  UNAUTHENTICATED: [401, 'Unauthorized', 'A valid access token is required.'],
  FORBIDDEN: [403, 'Forbidden', 'The access token does not permit this request.'],
  CUSTOMER_NOT_FOUND: [404, 'Not Found', 'There is no such customer.'],
  CONFLICT: [409, 'Conflict', 'Too many concurrent changes to this customer. Try again.'],
  PRECONDITION_FAILED: [
    412,
    'Precondition Failed',
    "The customer's current version does not match If-Match.",
  ],
  PAYLOAD_TOO_LARGE: [413, 'Content Too Large', 'The body is larger than 128 KiB.'],
  UNSUPPORTED_MEDIA_TYPE: [
    415,
    'Unsupported Media Type',
    'The body must be application/json or application/*+json, in UTF-8 and without a Content-Encoding.',
  ],
  PRIMARY_ADDRESS_REQUIRED: [
    422,
    'Unprocessable Content',
    'The first address of a type must be marked primary.',
  ],
  ADDRESS_NOT_FOUND: [422, 'Unprocessable Content', 'The customer has no such address.'],
  ADDRESS_LIMIT_EXCEEDED: [
    422,
    'Unprocessable Content',
    'The customer would have more than 50 addresses.',
  ],
  METADATA_LIMIT_EXCEEDED: [
    422,
    'Unprocessable Content',
    'The customer would have more than 5 metadata pairs.',
  ],
  CUSTOMER_TYPE_MISMATCH: [422, 'Unprocessable Content', 'The customer is not of type INDIVIDUAL.'],
  IDEMPOTENCY_KEY_REUSED: [
    422,
    'Unprocessable Content',
    'The Idempotency-Key was already used with a different body.',
  ],
  INTERNAL_ERROR: [500, 'Internal Server Error', 'An internal error occurred.'],
  SERVICE_UNAVAILABLE: [
    503,
    'Service Unavailable',
    'The service is temporarily unavailable. Try again.',
  ],
} as const satisfies Record<string, readonly [status: number, title: string, detail: string]>;

/** The `errorCode` of a problem. */
export type ErrorCode = keyof typeof PROBLEMS;

interface ProblemOptions {
  violations?: readonly Violation[];
  /** Response headers in addition to the standard ones; names in lower case. */
  headers?: Readonly<Record<string, string>>;
  /** Why the caller was refused; logged, never sent. */
  reason?: string;
  /** Logged without its message, never sent. */
  cause?: unknown;
}

/** A problem of the table above; the `problemResponse` middleware turns it into a response. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ErrorCode;
  readonly violations: readonly Violation[];
  readonly headers: Readonly<Record<string, string>>;
  readonly reason: string | undefined;

  constructor(code: ErrorCode, options: ProblemOptions = {}) {
    const { violations = [], headers = {}, reason, cause } = options;
    super(code, cause === undefined ? undefined : { cause });
    this.code = code;
    this.violations = violations;
    this.headers = headers;
    this.reason = reason;
  }

  get status(): number {
    return PROBLEMS[this.code][0];
  }
}
