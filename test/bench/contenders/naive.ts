// The prescribed stack as a first tutorial would have it: what Middy offers, jose's remote key set, a client without settings.
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
import { verifyBearer } from './shared/access-token.ts';
import { toCustomer } from './shared/customer.ts';
import { updateCustomer } from './shared/dynamodb.ts';
import { logRequest, toAnswer } from './shared/http.ts';
import type { Body, Caller } from './shared/update-item.ts';
import { customerId, valibotBody } from './shared/valibot-body.ts';

type Known = Context & { startedAt: number; caller: Caller; customerId: string; body: Body };
type Step = MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Error, Known>;

const problem = (statusCode: number) =>
  Object.assign(new Error('refused'), { statusCode, expose: true });

const requestLog = (): Step => ({
  before: ({ context }) => {
    context.startedAt = performance.now();
  },
  after: ({ event, context }) =>
    logRequest(event.requestContext.requestId, context.customerId, 200, context.startedAt),
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
    const id = v.safeParse(customerId, event.pathParameters?.customerId);
    const body = v.safeParse(valibotBody, event.body);
    if (!id.success || !body.success) throw problem(400);
    Object.assign(context, { customerId: id.output, body: body.output });
  },
});

export const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
  .use(requestLog())
  .use(httpErrorHandler({ logger: false }))
  .use(httpHeaderNormalizer())
  .use(authenticate())
  .use(httpJsonBodyParser())
  .use(validate())
  .handler(async (event: APIGatewayProxyEventV2, context: Known) => {
    const item = await updateCustomer(context.customerId, context.body, context.caller);
    return toAnswer(event, 200, toCustomer(item), item?.version);
  });
