import type { MiddlewareObj } from '@middy/core';
import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
  Context,
} from 'aws-lambda';
import { parseCustomerId } from '../customer/customer-id.ts';
import { describeFault } from '../describe-fault.ts';
import { ProblemError } from '../problems.ts';
import type { MetricFields, Outcome } from '../request-metrics.ts';

/** What the steps of a request add to its line in the log. */
export interface RequestRecord {
  /** When the request came in, in milliseconds of the monotonic clock. */
  startedAt: number;
  /** HTTP requests to DynamoDB, the SDK's retries included. */
  attempts: number;
  /** UpdateItems sent. */
  updates: number;
  /** Whether an earlier attempt had made the change. */
  replayed: boolean;
  /** Names of the properties that were changed, never their values. */
  changed: readonly string[];
}

/** The part of a structured logger that the request log needs. */
export interface Log {
  info(message: string, fields: Record<string, unknown>): void;
  error(message: string, fields: Record<string, unknown>): void;
}

type LoggedContext = Context & { record: RequestRecord; principal?: { id: string } };

interface RequestLogDeps {
  log: Log;
  /** Milliseconds of a clock that never goes backwards. */
  monotonicNow: () => number;
  /** Members of the line by which metrics are taken from it. */
  toMetrics?: (outcome: Outcome) => MetricFields;
}

/**
 * Writes one line for each request, without any value of the body, token or
 * item (docs/operating.md, “What is logged and measured”).
 */
export function requestLog({
  log,
  monotonicNow,
  toMetrics,
}: RequestLogDeps): MiddlewareObj<
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
  Error,
  LoggedContext
> {
  const fieldsOf = (
    event: APIGatewayProxyEventV2,
    { principal, record }: LoggedContext,
    status: number | undefined,
  ) => ({
    requestId: event.requestContext.requestId,
    // What is not a UUID may be anything, so it stays out of the log.
    customerId: parseCustomerId(event.pathParameters?.customerId),
    principal: principal?.id,
    attempts: record.attempts,
    changed: record.changed,
    status,
    durationMs: Math.round((monotonicNow() - record.startedAt) * 1000) / 1000,
    ...toMetrics?.({ status: status ?? 500, ...record }),
  });

  return {
    before: ({ context }) => {
      context.record = {
        startedAt: monotonicNow(),
        attempts: 0,
        updates: 0,
        replayed: false,
        changed: [],
      };
    },
    after: ({ event, context, response }) => {
      log.info('request', fieldsOf(event, context, response?.statusCode));
    },
    onError: ({ event, context, response, error }) => {
      const fields = {
        ...fieldsOf(event, context, response?.statusCode),
        errorCode: error instanceof ProblemError ? error.code : 'INTERNAL_ERROR',
        reason: error instanceof ProblemError ? error.reason : undefined,
      };
      if ((response?.statusCode ?? 500) < 500) log.info('request', fields);
      else log.error('request', { ...fields, fault: describeFault(error) });
    },
  };
}
