import { ContextError, parseContext } from '../../../infra/context/context.ts';

/** The faults in the error for a context; empty for a valid context. */
export function faults(context: Record<string, unknown>): string {
  try {
    parseContext(context);
  } catch (error) {
    if (error instanceof ContextError) return error.message;
    throw error;
  }
  return '';
}
