// Middy and Valibot with as little around them as a team would begin with: no logger or metrics of
// Powertools, no rule that needs the stored customer, and this project's own bundling options.
import middy, { type MiddlewareObj } from '@middy/core';
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

type Known = Context & { startedAt: number; caller: Caller; id: string; update: Body };
type Step = MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Error, Known>;

const refusal = (statusCode: number) => Object.assign(new Error('refused'), { statusCode });

const requestLog = (): Step => {
  const log: Step['after'] = ({ event, context, response }) =>
    logRequest(
      event.requestContext.requestId,
      context.id,
      response?.statusCode ?? 500,
      context.startedAt,
    );
  return {
    before: ({ context }) => {
      context.startedAt = performance.now();
    },
    after: log,
    onError: log,
  };
};

const errorResponse = (): Step => ({
  onError: (request) => {
    const { statusCode = 500 } = request.error as { statusCode?: number };
    request.response = toAnswer(request.event, statusCode, { message: 'refused' });
  },
});

const authenticate = (): Step => ({
  before: async ({ event, context }) => {
    const caller = await verifyBearer(event.headers.authorization);
    if (!caller) throw refusal(401);
    context.caller = caller;
  },
});

const validate = (): Step => ({
  before: ({ event, context }) => {
    const id = v.safeParse(customerId, event.pathParameters?.customerId);
    const body = v.safeParse(valibotBody, JSON.parse(event.body ?? ''));
    if (!id.success || !body.success) throw refusal(400);
    Object.assign(context, { id: id.output, update: body.output });
  },
});

export const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
  .use(requestLog())
  .use(errorResponse())
  .use(authenticate())
  .use(validate())
  .handler(async (event, { caller, id, update }) => {
    const item = await updateCustomer(id, update, caller);
    return toAnswer(event, 200, toCustomer(item), item?.version);
  });
