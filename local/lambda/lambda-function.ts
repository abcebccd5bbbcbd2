import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';

/** The handler of a function, in its only form for Node.js 24: one that returns a promise. */
export type Handler<Event = APIGatewayProxyEventV2> = (
  event: Event,
  context: Context,
) => Promise<unknown>;

/** What the template says of the function. */
export interface LambdaFunction {
  handler: Handler;
  timeoutSeconds: number;
  memoryMb: number;
}

const NAME = 'update-customer-local';

/** Calls a function as Lambda does: with a context whose time runs out, and an error when it has. */
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

/** The context of a call that has so many milliseconds left. */
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
    // Lambda has these too, though nobody should call them.
    done: unsupported,
    fail: unsupported,
    succeed: unsupported,
  };
}

function unsupported(): never {
  throw new Error('Return a promise instead.');
}
