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

/** What the handling of a request adds to its log line. */
export interface RequestRecord {
  /** Start of the request, in milliseconds of the monotonic clock. */
  startedAt: number;
  /** HTTP requests to DynamoDB, the SDK's retries included. */
  attempts: number;
  /** UpdateItems sent: one per round. */
  updates: number;
  /** Whether the write of this Idempotency-Key was already stored. */
  replayed: boolean;
  /** Names of the changed properties, never their values. */
  changed: readonly string[];
}

/** The part of a structured logger that the app uses. */
export interface Log {
  info(message: string, fields: Record<string, unknown>): void;
  error(message: string, fields: Record<string, unknown>): void;
}

type LoggedContext = Context & { record: RequestRecord; principal?: { id: string } };

interface RequestLogDeps {
  log: Log;
  /** Milliseconds of a monotonic clock. */
  monotonicNow: () => number;
  /** The members of the line from which CloudWatch takes metrics. */
  toMetrics?: (outcome: Outcome) => MetricFields;
}

/**
 * Logs one line per request. Of body, token and item it contains no value except the caller's
 * `sub` (docs/operating.md, “What is logged and measured”).
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
    // Anything but a UUID could be sensitive, so it is not logged.
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
