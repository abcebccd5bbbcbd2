/**
 * Names, codes and stack frames of an error and its causes. Never a message:
 * those of parsers, marshallers and the SDK can quote values.
 */
export function describeFault(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error;
  const { name, stack = '', cause } = error;
  const { code, $metadata } = error as { code?: unknown; $metadata?: Record<string, unknown> };
  return {
    name,
    ...(typeof code === 'string' && { code }),
    ...($metadata && {
      httpStatusCode: $metadata.httpStatusCode,
      awsRequestId: $metadata.requestId,
    }),
    frames: stack.split('\n').filter((line) => /^\s+at /.test(line)),
    ...(cause !== undefined && depth < 5 && { cause: describeFault(cause, depth + 1) }),
  };
}
