import { expect } from 'vitest';
import type { TestAnswer } from '../support/test-app.ts';
import type { Choices, Outcome } from './contract.ts';
import { toRepresentation } from './representation.ts';
import type { ModelViolation, Path } from './rules.ts';

const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-request-id': expect.stringMatching(/./),
};
const IN_HEADERS = ['customerId', 'If-Match', 'Idempotency-Key'];

/** Expects the whole answer to equal the model's. */
export function expectAnswer(
  { status, headers, body }: TestAnswer,
  { answer, customer }: Outcome,
  { idOf }: Choices,
): void {
  const etag = answer.etag === undefined ? {} : { etag: answer.etag };
  if (answer.status === 200 && customer) {
    expect({ status, etag: headers.etag, body }).toEqual({
      status: 200,
      ...etag,
      body: toRepresentation(customer, idOf),
    });
    expect(headers).toEqual({ ...HEADERS, ...etag, 'content-type': 'application/json' });
    return;
  }
  const told = { status, errorCode: body.errorCode, errors: body.errors };
  const violations = answer.violations?.map(toExpected);
  expect(told).toEqual({ status: answer.status, errorCode: answer.errorCode, errors: violations });
  const type = { 'content-type': 'application/problem+json' };
  expect(headers).toEqual({ ...HEADERS, ...etag, ...type });
  expect(body).toEqual({
    status,
    title: expect.stringMatching(/./),
    detail: expect.stringMatching(/./),
    errorCode: answer.errorCode,
    message: body.detail,
    traceId: headers['x-request-id'],
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    ...(violations && { errors: violations }),
  });
}

function toExpected({ path, code }: ModelViolation) {
  const isHeader = IN_HEADERS.includes(String(path[0]));
  const last = path.findLast((segment) => typeof segment === 'string');
  return {
    path: toDots(path),
    ...(!isHeader && { pointer: toPointer(path) }),
    errorCode: code ?? expect.stringMatching(/^[A-Z_]+$/),
    message: last === undefined ? expect.any(String) : expect.stringContaining(last),
  };
}

function toDots(path: Path): string {
  return path.reduce<string>((text, segment) => {
    if (typeof segment === 'number') return `${text}[${segment}]`;
    return text === '' ? segment : `${text}.${segment}`;
  }, '');
}

function toPointer(path: Path): string {
  const tokens = path.map((segment) => String(segment).replaceAll('~', '~0').replaceAll('/', '~1'));
  return ['#', ...tokens.map(encodeURIComponent)].join('/');
}
