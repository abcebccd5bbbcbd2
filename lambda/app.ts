import middy from '@middy/core';
import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
  Context,
} from 'aws-lambda';
import type { Config } from './config.ts';
import { changedProperties } from './customer/customer-update.ts';
import { versionOf } from './customer/stored-customer.ts';
import { toCustomer } from './customer/to-customer.ts';
import { authenticate } from './middleware/authenticate.ts';
import { assertHttpApiEvent } from './middleware/http-event.ts';
import { problemResponse } from './middleware/problem-response.ts';
import { type Log, type RequestRecord, requestLog } from './middleware/request-log.ts';
import { toResponse } from './middleware/response.ts';
import { validateRequest } from './middleware/validate-request.ts';
import type { MetricFields, Outcome } from './request-metrics.ts';
import type { KeySet } from './token/key-set.ts';
import { toOwnWrite, toWrite } from './write/idempotency.ts';
import type { UpdateItem } from './write/send-update.ts';
import { updateCustomer } from './write/update-customer.ts';

/** The app's dependencies. */
export interface AppDeps {
  config: Config;
  /** The issuer's key for a token's header. */
  getKey: KeySet['getKey'];
  updateItem: UpdateItem;
  /** Waits a random time before the round that follows the nth collision. */
  backOff: (failures: number) => Promise<void>;
  /** The wall clock, for token claims, dates of birth and timestamps. */
  now: () => Date;
  /** Milliseconds of a monotonic clock, for durations. */
  monotonicNow: () => number;
  /** A new unique id: the key of a write whose caller sends no Idempotency-Key. */
  newId: () => string;
  log: Log;
  /** The members of a request's log line from which CloudWatch takes metrics. */
  toMetrics?: (outcome: Outcome) => MetricFields;
}

/** Deadline for DynamoDB, from the start of the request; leaves 2 s of the promised 10 s. */
const BUDGET_MS = 8_000;
/** Left of Lambda's time limit for writing the response. */
const RESERVE_MS = 500;

/**
 * Creates the app. The middlewares state the security policy in the order in which it
 * is applied. The app rejects an event that is not an HTTP API request.
 */
export function createApp(deps: AppDeps) {
  const { config, updateItem, backOff } = deps;
  const app = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>({
    // Middy's own time-out is off: the handler keeps to the remaining time and answers 503.
    timeoutEarlyInMillis: 0,
  })
    .use(requestLog(deps))
    .use(problemResponse(deps))
    .use(authenticate(deps))
    .use(validateRequest(deps))
    .handler(async (event, context) => {
      const { principal, request, record } = context;
      const { customerId, update, ifMatch, idempotencyKey } = request;
      const { item, replayed } = await updateCustomer(
        { table: config.table, updateItem, backOff },
        {
          customerId,
          update,
          principalId: principal.id,
          write:
            idempotencyKey === undefined
              ? toOwnWrite(deps.newId())
              : toWrite(principal.id, idempotencyKey, update),
          now: deps.now().toISOString(),
          ...(principal.tenantId !== undefined && { tenantId: principal.tenantId }),
          ...(ifMatch !== undefined && { ifMatch }),
        },
        {
          deadline: deadlineOf(deps, context),
          onAttempts: (attempts) => {
            record.attempts += attempts;
            record.updates += 1;
          },
        },
      );
      // Without an Idempotency-Key the stored write can only be this one: the SDK retried after
      // losing the response.
      record.replayed = replayed && idempotencyKey !== undefined;
      if (!record.replayed) record.changed = changedProperties(update);
      return toResponse(event, 200, toCustomer(item), {
        'content-type': 'application/json',
        etag: `"${versionOf(item)}"`,
      });
    });
  return async (event: unknown, context: Context) => {
    assertHttpApiEvent(event);
    // The middlewares add the missing members of the context.
    return app(event, context as Parameters<typeof app>[1]);
  };
}

function deadlineOf(
  { monotonicNow }: AppDeps,
  context: Context & { record: RequestRecord },
): number {
  const endOfFunction = monotonicNow() + context.getRemainingTimeInMillis();
  return Math.min(context.record.startedAt + BUDGET_MS, endOfFunction - RESERVE_MS);
}
