import { HttpStatusCodes, Router } from '@aws-lambda-powertools/event-handler/http';
import { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { verifyBearer } from './shared/access-token.ts';
import { toCustomer } from './shared/customer.ts';
import { updateCustomer } from './shared/dynamodb.ts';
import { HEADERS } from './shared/http.ts';
import type { Caller } from './shared/update-item.ts';
import { customerId, zodBody } from './shared/zod-body.ts';

const logger = new Logger({ serviceName: 'customers' });
const app = new Router<{ store: { request: { caller: Caller } } }>({ logger });

app.use(async ({ reqCtx, next }) => {
  const startedAt = performance.now();
  await next();
  const { params, res } = reqCtx;
  logger.info('request', {
    requestId: requestIdOf(reqCtx.event),
    customerId: params.customerId,
    status: res.status,
    durationMs: performance.now() - startedAt,
  });
});

app.use(async ({ reqCtx, next }) => {
  const caller = await verifyBearer(reqCtx.req.headers.get('authorization') ?? undefined);
  if (!caller) return { statusCode: HttpStatusCodes.UNAUTHORIZED, body: { message: 'refused' } };
  reqCtx.set('caller', caller);
  return next();
});

// 422 is its default; the contract says 400.
app.errorHandler(Error, async (error) => ({
  statusCode:
    error.name === 'RequestValidationError'
      ? HttpStatusCodes.BAD_REQUEST
      : HttpStatusCodes.INTERNAL_SERVER_ERROR,
  body: { message: 'refused' },
}));

app.put(
  '/v1/customers/:customerId',
  async (reqCtx) => {
    const { body, path } = reqCtx.valid.req;
    const item = await updateCustomer(path.customerId, body, reqCtx.get('caller') as Caller);
    return {
      statusCode: HttpStatusCodes.OK,
      headers: {
        ...HEADERS,
        'x-request-id': requestIdOf(reqCtx.event),
        etag: `"${item?.version}"`,
      },
      body: toCustomer(item),
    };
  },
  { validation: { req: { body: zodBody, path: z.object({ customerId }) } } },
);

function requestIdOf({ requestContext }: { requestContext: object }): string {
  return (requestContext as { requestId: string }).requestId;
}

export const handler = (event: unknown, context: Context) => app.resolve(event, context);
