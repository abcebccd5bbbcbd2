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

/** Everything from outside that the app needs. */
export interface AppDeps {
  config: Config;
  /** The issuer's key for a token's header. */
  getKey: KeySet['getKey'];
  updateItem: UpdateItem;
  /** Waits a random while before the attempt after the nth collision. */
  backOff: (failures: number) => Promise<void>;
  /** The wall clock: for claims of tokens, dates of birth and timestamps. */
  now: () => Date;
  /** Milliseconds of a clock that never goes backwards, for durations. */
  monotonicNow: () => number;
  /** A new unique id: the key of a write whose caller sends no Idempotency-Key. */
  newId: () => string;
  log: Log;
  /** Members of a request's line in the log by which metrics are taken from it. */
  toMetrics?: (outcome: Outcome) => MetricFields;
}

/** Deadline for DynamoDB, from the start of the request; leaves 2 s of the promised 10 s. */
const BUDGET_MS = 8_000;
/** Kept free to answer before Lambda ends the function. */
const RESERVE_MS = 500;

/**
 * The app: the security policy as a list, read from top to bottom. Rejects for
 * an event that is not an HTTP API's.
 */
export function createApp(deps: AppDeps) {
  const { config, updateItem, backOff } = deps;
  const app = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>({
    // The handler keeps within the remaining time itself and answers 503.
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
          signal: AbortSignal.timeout(remainingBudget(deps, context)),
          onAttempts: (attempts) => {
            record.attempts += attempts;
            record.updates += 1;
          },
        },
      );
      // Without an Idempotency-Key only our own write can be found: the SDK retried after losing the response.
      record.replayed = replayed && idempotencyKey !== undefined;
      if (!record.replayed) record.changed = changedProperties(update);
      return toResponse(event, 200, toCustomer(item), {
        'content-type': 'application/json',
        etag: `"${versionOf(item)}"`,
      });
    });
  return async (event: unknown, context: Context) => {
    assertHttpApiEvent(event);
    // The middlewares add the rest of it.
    return app(event, context as Parameters<typeof app>[1]);
  };
}

function remainingBudget(
  { monotonicNow }: AppDeps,
  context: Context & { record: RequestRecord },
): number {
  const spent = monotonicNow() - context.record.startedAt;
  return Math.max(
    0,
    Math.floor(Math.min(BUDGET_MS - spent, context.getRemainingTimeInMillis() - RESERVE_MS)),
  );
}
