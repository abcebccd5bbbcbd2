import { SetupError } from '../../local/shared/setup-error.ts';

/**
 * Awaits a call to AWS with the user's own credentials. If it fails, throws a SetupError that names
 * the call or, if a permission is missing, that permission, which may differ from the call's name.
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
