import { expect } from 'vitest';
import { PROBLEMS } from '../../lambda/problems.ts';
import { readItem, storeCustomer } from './table.ts';
import type { TestApp, TestRequest } from './test-app.ts';

export const NO_CREDENTIALS = { status: 401, challenge: 'Bearer realm="customers"' };
export const BAD_TOKEN = {
  status: 401,
  challenge:
    'Bearer error="invalid_token", error_description="The access token is invalid or expired"',
};
export const NO_SCOPE = {
  status: 403,
  challenge: 'Bearer error="insufficient_scope", scope="customers:write"',
};

const CODES = { 401: 'UNAUTHENTICATED', 403: 'FORBIDDEN', 503: 'SERVICE_UNAVAILABLE' } as const;

/**
 * Sends a valid change and expects a refusal: this status, this challenge and a problem without
 * details, no call to DynamoDB and an unchanged customer.
 */
export async function expectRefused(
  app: TestApp,
  request: TestRequest,
  { status, challenge }: { status: number; challenge?: string },
): Promise<void> {
  const id = await storeCustomer({ firstName: 'Ada', version: 7 });
  const before = await readItem(id);
  const answer = await app.put(id, { body: { firstName: 'Eve' }, ...request });

  const errorCode = CODES[status as keyof typeof CODES];
  const [, title, detail] = PROBLEMS[errorCode];
  expect(answer.status).toBe(status);
  expect(answer.headers['www-authenticate']).toBe(challenge);
  expect(answer.headers['content-type']).toBe('application/problem+json');
  expect(answer.body).toEqual({
    ...{ status, title, detail, errorCode, message: detail },
    traceId: answer.headers['x-request-id'],
    timestamp: expect.any(String),
  });
  expect(app.sent.has(id)).toBe(false);
  expect(await readItem(id)).toEqual(before);
}

/** Sends the same change and expects success, as a control for tests of refusals. */
export async function expectAccepted(app: TestApp, request: TestRequest): Promise<void> {
  const id = await storeCustomer({ firstName: 'Ada' });
  const answer = await app.put(id, { body: { firstName: 'Eve' }, ...request });
  expect(answer.body).toMatchObject({ firstName: 'Eve' });
}
