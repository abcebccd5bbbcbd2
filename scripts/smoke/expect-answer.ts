import { isDeepStrictEqual } from 'node:util';

/** What the service answered; `body` is undefined where it is not JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: any answer's any member is looked at
  readonly body: any;
}

/** A check that failed; its message says what came and what was wanted, and names no value of a customer. */
export class SmokeFailure extends Error {
  override readonly name = 'SmokeFailure';
}

/** Throws a SmokeFailure with this message unless the condition holds. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new SmokeFailure(message);
}

/** Throws unless the answer has this status, and this errorCode where one is given. */
export function assertStatus({ status, body }: Answer, wanted: number, errorCode?: string): void {
  assertEqual(status, wanted, 'status');
  if (errorCode !== undefined) assertEqual(body?.errorCode, errorCode, 'errorCode');
}

type Shown = string | number | null | undefined;

/** Throws unless two values are equal, and shows both: for what is never a customer's. */
export function assertEqual(got: Shown, wanted: Shown, what: string): void {
  assert(got === wanted, `got ${got ? `${what} ${got}` : `no ${what}`}, wanted ${wanted}`);
}

/** Throws unless two values of a customer are equal in depth, and shows neither. */
export function assertStored(got: unknown, wanted: unknown, what: string): void {
  assert(isDeepStrictEqual(got, wanted), `got another ${what} than was stored`);
}
