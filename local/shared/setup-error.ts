/** A user error; printed without a stack. Its message says what to do. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}
