import { ContextError, parseContext } from '../../../infra/context/context.ts';

/** What is wrong with a context, in the words of its error; nothing for a good one. */
export function faults(context: Record<string, unknown>): string {
  try {
    parseContext(context);
  } catch (error) {
    if (error instanceof ContextError) return error.message;
    throw error;
  }
  return '';
}
