import { isDeepStrictEqual } from 'node:util';

/** What the service answered; `body` is undefined where it is not JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: checks read arbitrary members
  readonly body: any;
}

/** A failed check. Its message names what came and what was wanted, but no value of a customer. */
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

/** Throws unless two values are equal; shows both, so not for values of customers. */
export function assertEqual(got: Shown, wanted: Shown, what: string): void {
  assert(got === wanted, `got ${got ? `${what} ${got}` : `no ${what}`}, wanted ${wanted}`);
}

/** Throws unless two values of a customer are deeply equal; shows neither. */
export function assertStored(got: unknown, wanted: unknown, what: string): void {
  assert(isDeepStrictEqual(got, wanted), `the ${what} is not as expected`);
}
