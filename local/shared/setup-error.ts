/** An error that the user can fix. Its message says how; it is printed without a stack. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}
