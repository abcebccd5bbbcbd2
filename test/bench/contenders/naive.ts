// The function's own rules, plan and answer on the stack that it has too, put together as the first
// pages of each part show it: the middlewares on offer, a remote key set, a client without settings.
import { randomUUID } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import middy, { type MiddlewareObj } from '@middy/core';
import httpErrorHandler from '@middy/http-error-handler';
import httpHeaderNormalizer from '@middy/http-header-normalizer';
import httpJsonBodyParser from '@middy/http-json-body-parser';
import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
  Context,
} from 'aws-lambda';
import * as v from 'valibot';
import { createCustomerUpdateSchema } from '../../../lambda/body/body-schema.ts';
import { parseCustomerId } from '../../../lambda/customer/customer-id.ts';
import type { CustomerUpdate } from '../../../lambda/customer/customer-update.ts';
import type { StoredCustomer } from '../../../lambda/customer/stored-customer.ts';
import { toCustomer } from '../../../lambda/customer/to-customer.ts';
import { toOwnWrite } from '../../../lambda/write/idempotency.ts';
import { toUpdateInput } from '../../../lambda/write/update-input.ts';
import { verifyBearer } from './shared/access-token.ts';
import { toAnswer } from './shared/http.ts';
import type { Caller } from './shared/update-item.ts';

type Known = Context & { startedAt: number; caller: Caller; id: string; update: CustomerUpdate };
type Step = MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Error, Known>;

const logger = new Logger({ serviceName: 'customers' });
const metrics = new Metrics({ namespace: 'Customers', serviceName: 'customers' });
const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const schema = createCustomerUpdateSchema(() => new Date().toISOString().slice(0, 10));

const problem = (statusCode: number) =>
  Object.assign(new Error('refused'), { statusCode, expose: true });

const requestLog = (): Step => ({
  before: ({ context }) => {
    context.startedAt = performance.now();
  },
  after: ({ event, context, response }) => {
    metrics.addMetric('Requests', MetricUnit.Count, 1);
    metrics.addMetric('Succeeded', MetricUnit.Count, 1);
    metrics.addMetric('DynamoDbAttempts', MetricUnit.Count, 1);
    logger.info('request', {
      requestId: event.requestContext.requestId,
      customerId: context.id,
      principal: context.caller.id,
      status: response?.statusCode,
      durationMs: performance.now() - context.startedAt,
    });
  },
});

const authenticate = (): Step => ({
  before: async ({ event, context }) => {
    const caller = await verifyBearer(event.headers.authorization);
    if (!caller) throw problem(401);
    context.caller = caller;
  },
});

const validate = (): Step => ({
  before: ({ event, context }) => {
    const id = parseCustomerId(event.pathParameters?.customerId);
    const body = v.safeParse(schema, event.body);
    if (id === undefined || !body.success) throw problem(400);
    Object.assign(context, { id, update: body.output });
  },
});

export const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .use(requestLog())
  .use(httpErrorHandler({ logger: false }))
  .use(httpHeaderNormalizer())
  .use(authenticate())
  .use(httpJsonBodyParser())
  .use(validate())
  .handler(async (event: APIGatewayProxyEventV2, { caller, id, update }: Known) => {
    const input = toUpdateInput(process.env.TABLE_NAME ?? '', {
      customerId: id,
      update,
      principalId: caller.id,
      write: toOwnWrite(randomUUID()),
      now: new Date().toISOString(),
    });
    const { Attributes } = await client.send(new UpdateCommand(input));
    const item = Attributes as StoredCustomer;
    return toAnswer(event, 200, toCustomer(item), item.version);
  });
