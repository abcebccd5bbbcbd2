import { describe, expect, it } from 'vitest';
import { PROBLEMS, ProblemError } from '../../lambda/problems.ts';
import { VIOLATION_CODES } from '../../lambda/violation.ts';

// Copied from docs/api.md, section 6; a change there is a change of the API.
const STATUSES = {
  INVALID_JSON: 400,
  VALIDATION_FAILED: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  CUSTOMER_NOT_FOUND: 404,
  CONFLICT: 409,
  PRECONDITION_FAILED: 412,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  PRIMARY_ADDRESS_REQUIRED: 422,
  ADDRESS_NOT_FOUND: 422,
  ADDRESS_LIMIT_EXCEEDED: 422,
  METADATA_LIMIT_EXCEEDED: 422,
  CUSTOMER_TYPE_MISMATCH: 422,
  IDEMPOTENCY_KEY_REUSED: 422,
  INTERNAL_ERROR: 500,
  SERVICE_UNAVAILABLE: 503,
};

describe('the table of problems', () => {
  it('has every code of docs/api.md with its status, and no other', () => {
    const statuses = Object.entries(PROBLEMS).map(([code, [status]]) => [code, status]);
    expect(Object.fromEntries(statuses)).toEqual(STATUSES);
  });

  it('has one title for each status', () => {
    const titles = new Set(Object.values(PROBLEMS).map(([status, title]) => `${status} ${title}`));
    expect(titles.size).toBe(new Set(Object.values(STATUSES)).size);
  });

  it('has a sentence for each code', () => {
    for (const [, , detail] of Object.values(PROBLEMS)) expect(detail).toMatch(/^[A-Z].+\.$/);
  });
});

it('the violation codes are those of docs/api.md', () => {
  expect([...VIOLATION_CODES].sort()).toEqual([
    'INVALID_FORMAT',
    'INVALID_LENGTH',
    'INVALID_PHONE_NUMBER',
    'INVALID_TYPE',
    'INVALID_VALUE',
    'MULTIPLE_PRIMARY_ADDRESSES',
    'NOT_CLEARABLE',
    'PO_BOX_NOT_ALLOWED',
    'READ_ONLY_PROPERTY',
    'REQUIRED',
    'TOO_MANY_ITEMS',
    'UNKNOWN_PROPERTY',
  ]);
});

it('a problem has the status of its code', () => {
  expect(new ProblemError('PRECONDITION_FAILED').status).toBe(412);
});

it('a problem has its cause for the log, where there is one, and nothing that was not given', () => {
  const cause = new Error('x');
  expect(new ProblemError('INTERNAL_ERROR', { cause })).toMatchObject({
    ...{ name: 'ProblemError', message: 'INTERNAL_ERROR', cause },
    ...{ violations: [], headers: {} },
  });
  expect('cause' in new ProblemError('CONFLICT')).toBe(false);
});
