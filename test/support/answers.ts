import { expect } from 'vitest';
import { PROBLEMS } from '../../lambda/problems.ts';
import { VIOLATION_CODES, type Violation } from '../../lambda/violation.ts';
import { toRepresentation } from '../model/representation.ts';
import type { TestAnswer } from './test-app.ts';

const STANDARD_HEADERS = [
  'cache-control',
  'content-type',
  'strict-transport-security',
  'x-content-type-options',
  'x-request-id',
];
const OPTIONAL_HEADERS = ['etag', 'retry-after', 'www-authenticate'];

/** From the model of the contract, because the code would agree with itself. */
const { addresses, ...withoutAddresses } = toRepresentation(
  {
    ...{ id: '', type: '', status: '', version: 1, values: {}, metadata: {}, writes: [] },
    ...{ created: { by: '', at: '' }, updated: { by: '', at: '' } },
    addresses: ['MAILING', 'SHIPPING'].map((type) => ({
      type,
      content: JSON.stringify({ type, name: {} }),
      primary: true,
    })),
  },
  () => '',
);
const [OTHER, SHIPPING] = addresses as [unknown, unknown];
const EMPTY = { ...withoutAddresses, addresses: [] };

/** The answer is a customer: these members of these types and no others. */
export function assertCustomer({ status, headers, body }: TestAnswer): void {
  expect(status).toBe(200);
  assertHeaders(headers, 'application/json');
  expect(headers.etag).toMatch(/^"\d+"$/);
  const { addresses, metadata, ...customer } = body;
  expect(shapeOf({ ...customer, addresses: [], metadata: {} })).toEqual(shapeOf(EMPTY));
  for (const address of addresses) {
    expect(shapeOf(address)).toEqual(shapeOf(address.type === 'SHIPPING' ? SHIPPING : OTHER));
  }
  expect(Object.values(metadata).every((value) => typeof value === 'string')).toBe(true);
  expect([...body.socialId].length).toBeLessThanOrEqual(4);
}

/** The answer is a well-formed problem of the table in docs/api.md, section 6. */
export function assertProblem({ status, headers, body }: TestAnswer): void {
  assertHeaders(headers, 'application/problem+json');
  const { errors, ...problem } = body;
  const [tableStatus, title] = PROBLEMS[problem.errorCode as keyof typeof PROBLEMS];
  expect(status).toBe(tableStatus);
  expect(problem).toEqual({
    status,
    title,
    detail: problem.message,
    errorCode: problem.errorCode,
    message: expect.stringMatching(/\.$/),
    traceId: headers['x-request-id'],
    timestamp: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/),
  });
  expect(Array.isArray(errors)).toBe(hasViolations(problem.errorCode));
  if (errors) assertViolations(errors);
}

function hasViolations(code: string): boolean {
  return code === 'VALIDATION_FAILED' || isAccountRule(code);
}

function isAccountRule(code: string): boolean {
  return PROBLEMS[code as keyof typeof PROBLEMS][0] === 422 && code !== 'IDEMPOTENCY_KEY_REUSED';
}

function assertViolations(violations: readonly Violation[]): void {
  expect(violations.length).toBeGreaterThan(0);
  expect(violations.length).toBeLessThanOrEqual(100);
  const codes = [...VIOLATION_CODES, ...Object.keys(PROBLEMS)];
  for (const { path, pointer, errorCode, message, ...rest } of violations) {
    expect(rest).toEqual({});
    expect(path).toBeTypeOf('string');
    expect(codes).toContain(errorCode);
    expect(message).toMatch(/[.?]$/);
    if (pointer === undefined) continue;
    expect(pointer).toMatch(/^#(?:\/(?:[^%/~]|%[0-9A-F]{2}|~[01])*)*$/u);
    decodeURIComponent(pointer);
  }
}

function assertHeaders(headers: TestAnswer['headers'], contentType: string): void {
  const names = Object.keys(headers).filter((name) => !OPTIONAL_HEADERS.includes(name));
  expect(names.sort()).toEqual(STANDARD_HEADERS);
  expect(headers['content-type']).toBe(contentType);
}

/** Members and types without the values. */
function shapeOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return typeof value;
  const members = Object.entries(value).map(([name, member]) => [name, shapeOf(member)]);
  return Object.fromEntries(members);
}
