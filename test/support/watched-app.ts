import { expect } from 'vitest';
import { assertCustomer, assertProblem } from './answers.ts';
import { startTestApp, type TestAnswer, type TestApp, type TestAppOptions } from './test-app.ts';

/** A value with this text must not appear in any log line or problem, in any letter case. */
export const CANARY = 'canary';
/** The start of a socialId, which must not appear anywhere, unlike the last four characters. */
export const SOCIAL_CANARY = 'Canary-Social';

/**
 * A test app that searches every answer and log line for canaries and for parts of the caller's
 * token, and checks that every answer is a customer by the allow-list or a well-formed problem.
 */
export async function startWatchedApp(options: TestAppOptions = {}): Promise<TestApp> {
  const app = await startTestApp(options);
  let searched = 0;
  return {
    ...app,
    put: async (id, request = {}) => {
      const token = request.token === undefined ? await app.issuer.sign() : request.token;
      const answer = await app.put(id, { ...request, token });
      assertAnswer(answer);
      const lines = app.logs.slice(searched);
      searched = app.logs.length;
      assertNoLeak([JSON.stringify(answer.headers), ...lines.map((line) => JSON.stringify(line))]);
      assertNoSecrets(JSON.stringify([answer, lines]), secretsOf(token));
      return answer;
    },
  };
}

/** Fails if one of the texts contains a canary. */
export function assertNoLeak(texts: readonly string[]): void {
  expect(texts.filter((text) => text.toLowerCase().includes(CANARY))).toEqual([]);
}

function assertAnswer(answer: TestAnswer): void {
  const text = JSON.stringify(answer.body);
  assertNoSecrets(text, [SOCIAL_CANARY]);
  if (answer.status === 200) {
    assertCustomer(answer);
  } else {
    assertProblem(answer);
    assertNoLeak([text]);
  }
}

function assertNoSecrets(text: string, secrets: readonly string[]): void {
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
}

/** The parts of a token that are long enough to be recognised in other text. */
function secretsOf(token: string | null): string[] {
  return (token ?? '').split(/[.,\s]/).filter((part) => part.length >= 16);
}
