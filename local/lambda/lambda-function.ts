import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';

/** A handler that returns a promise, the only form that Lambda's Node.js 24 supports. */
export type Handler<Event = APIGatewayProxyEventV2> = (
  event: Event,
  context: Context,
) => Promise<unknown>;

/** A handler with the function's settings in the template. */
export interface LambdaFunction {
  handler: Handler;
  timeoutSeconds: number;
  memoryMb: number;
}

const NAME = 'update-customer-local';

/** Invokes a function as Lambda does: its context has a deadline, after which this rejects. */
export async function invoke(
  { handler, timeoutSeconds, memoryMb }: LambdaFunction,
  event: APIGatewayProxyEventV2,
): Promise<unknown> {
  const timeoutMs = timeoutSeconds * 1000;
  const context = createContext(timeoutMs, memoryMb);
  const timeout = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => timeout.reject(new Error(`Task timed out after ${timeoutSeconds.toFixed(2)} seconds`)),
    timeoutMs,
  );
  try {
    return await Promise.race([handler(event, context), timeout.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** The context of an invocation with the given remaining time. */
export function createContext(timeoutMs: number, memoryMb: number): Context {
  const deadline = performance.now() + timeoutMs;
  return {
    awsRequestId: crypto.randomUUID(),
    callbackWaitsForEmptyEventLoop: true,
    functionName: NAME,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:local:000000000000:function:${NAME}`,
    memoryLimitInMB: String(memoryMb),
    logGroupName: `/aws/lambda/${NAME}`,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(deadline - performance.now())),
    // Members of Lambda's context type for callback-style handlers.
    done: unsupported,
    fail: unsupported,
    succeed: unsupported,
  };
}

function unsupported(): never {
  throw new Error('Return a promise instead.');
}
