import type { MiddlewareObj } from '@middy/core';
import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
  Context,
} from 'aws-lambda';
import { parseCustomerId } from '../customer/customer-id.ts';
import { ProblemError } from '../problems.ts';

/** What the steps of a request add to its line in the log. */
export interface Trace {
  startedAt: number;
  /** HTTP requests to DynamoDB, the SDK's retries included. */
  attempts: number;
  /** Names of the properties that were changed, never their values. */
  changed: readonly string[];
}

/** The part of a structured logger that the request log needs. */
export interface Log {
  info(message: string, fields: Record<string, unknown>): void;
  error(message: string, fields: Record<string, unknown>): void;
}

type LoggedContext = Context & { trace: Trace; principal?: { id: string } };

interface RequestLogDeps {
  log: Log;
  /** Milliseconds of a clock that never goes backwards. */
  monotonicNow: () => number;
}

/** Writes one line for each request, without any value of the body, token or item (contract, section 7). */
export function requestLog({
  log,
  monotonicNow,
}: RequestLogDeps): MiddlewareObj<
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
  Error,
  LoggedContext
> {
  const fieldsOf = (
    event: APIGatewayProxyEventV2,
    { principal, trace: { startedAt, ...trace } }: LoggedContext,
    status: number | undefined,
  ) => ({
    requestId: event.requestContext.requestId,
    // What is no UUID may be anything, so it stays out of the log.
    customerId: parseCustomerId(event.pathParameters?.customerId),
    principal: principal?.id,
    ...trace,
    status,
    durationMs: Math.round((monotonicNow() - startedAt) * 1000) / 1000,
  });

  return {
    before: ({ context }) => {
      context.trace = { startedAt: monotonicNow(), attempts: 0, changed: [] };
    },
    after: ({ event, context, response }) => {
      log.info('request', fieldsOf(event, context, response?.statusCode));
    },
    onError: ({ event, context, response, error }) => {
      const fields = {
        ...fieldsOf(event, context, response?.statusCode),
        errorCode: error instanceof ProblemError ? error.code : 'INTERNAL_ERROR',
      };
      if ((response?.statusCode ?? 500) < 500) log.info('request', fields);
      else log.error('request', { ...fields, fault: describe(error) });
    },
  };
}

/**
 * Names, codes and stack frames of an error and its causes. Never a message:
 * those of parsers, marshallers and the SDK can quote values.
 */
function describe(error: unknown, depth = 0): unknown {
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
    ...(cause !== undefined && depth < 5 && { cause: describe(cause, depth + 1) }),
  };
}
