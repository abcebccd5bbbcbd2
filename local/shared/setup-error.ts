/** A fault in what the person at the keyboard gave or has installed; its message says what to do and is shown without a stack. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}
