import { isDeepStrictEqual } from 'node:util';

/** What the service answered; `body` is undefined where it is no JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: any answer's any member is looked at
  readonly body: any;
}

/** A check that failed; its message says what was wanted and names no value of a customer. */
export class SmokeFailure extends Error {
  override readonly name = 'SmokeFailure';
}

/** Throws a SmokeFailure unless the condition holds. */
export function assert(condition: boolean, wanted: string): asserts condition {
  if (!condition) throw new SmokeFailure(wanted);
}

/** Throws unless the answer has this status, and this errorCode where one is given. */
export function assertStatus({ status, body }: Answer, wanted: number, errorCode?: string): void {
  assert(status === wanted, `status ${wanted} instead of ${status}`);
  if (errorCode === undefined) return;
  assert(body?.errorCode === errorCode, `errorCode ${errorCode} instead of ${body?.errorCode}`);
}

/** Throws unless two values are equal in depth. */
export function assertEqual(actual: unknown, wanted: unknown, what: string): void {
  assert(isDeepStrictEqual(actual, wanted), `another ${what}`);
}
