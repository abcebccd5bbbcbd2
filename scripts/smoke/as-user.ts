import { SetupError } from '../../local/shared/setup-error.ts';

/**
 * Awaits a call of AWS that is made with the user's own credentials. Where it
 * fails, throws a SetupError that says in one sentence which call it was and,
 * where a permission is missing, which one: not always the call's own.
 */
export async function asUser<T>(action: string, on: string, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof SetupError) throw error;
    const { name, message } = error as Error;
    const [, missing] = /not authorized to perform:? ([\w-]+:\w+)/.exec(message) ?? [];
    if (missing || /^AccessDenied/.test(name)) {
      const who = 'The AWS credentials of the environment';
      throw new SetupError(`${who} lack the permission ${missing ?? action} on ${on}.`);
    }
    throw new SetupError(`${action} on ${on} failed: ${message || name}`);
  }
}
