/**
 * Names, codes and stack frames of an error and its causes. Never a message:
 * those of parsers, marshallers and the SDK can quote values.
 */
export function describeFault(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error;
  const { name, cause } = error;
  const { code, $metadata } = error as { code?: unknown; $metadata?: Record<string, unknown> };
  return {
    name,
    ...(typeof code === 'string' && { code }),
    ...($metadata && {
      httpStatusCode: $metadata.httpStatusCode,
      awsRequestId: $metadata.requestId,
    }),
    frames: framesOf(error),
    ...(cause !== undefined && depth < 5 && { cause: describeFault(cause, depth + 1) }),
  };
}

/** The stack without the message, of which a line may look like a frame. */
function framesOf({ message, stack = '' }: Error): string[] {
  const start = stack.indexOf(message);
  // The stack has the message that the error was made with, which may be another by now.
  if (start === -1) return [];
  const frames = stack.slice(start + message.length).split('\n');
  return frames.filter((line) => /^\s+at /.test(line));
}
