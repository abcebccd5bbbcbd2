import { expect } from 'vitest';
import { assertProblem } from './answers.ts';
import { readItem } from './table.ts';
import type { TestAnswer, TestApp, TestRequest } from './test-app.ts';
import { brief } from './violations.ts';

export interface ExpectedProblem {
  status: number;
  errorCode: string;
  /** Each as "path CODE", in order; none where the answer has no `errors`. */
  errors?: readonly string[];
  etag?: string;
}

/** Sends a request and expects this problem, and the stored item as it was. */
export async function expectProblem(
  app: TestApp,
  id: string,
  request: TestRequest,
  { status, errorCode, errors, etag }: ExpectedProblem,
): Promise<TestAnswer> {
  const before = await readItem(id.toLowerCase());
  const answer = await app.put(id, request);
  expect(answer.body).toMatchObject({ status, errorCode });
  expect(answer.body.errors && brief(answer.body.errors)).toEqual(errors);
  expect(answer.headers.etag).toBe(etag);
  assertProblem(answer);
  expect(await readItem(id.toLowerCase())).toEqual(before);
  return answer;
}

/** `expectProblem` for a request that breaks these request rules. */
export async function expectInvalid(
  app: TestApp,
  id: string,
  request: TestRequest,
  ...errors: readonly string[]
): Promise<TestAnswer> {
  return expectProblem(app, id, request, { status: 400, errorCode: 'VALIDATION_FAILED', errors });
}
