/**
 * Names, codes and stack frames of an error and of up to five nested causes. No messages:
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

// For example "TypeError [ERR_INVALID_URL]: "; without a message there is no colon.
const NAME = /^[\w$.]*(?: \[\w+\])?(?:: )?/;

/** The frames after the message, which may itself contain lines that look like frames. */
function framesOf({ message, stack = '' }: Error): string[] {
  const behindName = stack.replace(NAME, '');
  // `stack` keeps the message it was created with; `message` may have been changed since.
  if (!behindName.startsWith(`${message}\n`)) return [];
  const frames = behindName.slice(message.length).split('\n');
  return frames.filter((line) => /^\s+at /.test(line));
}
