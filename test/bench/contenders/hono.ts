import { Hono } from 'hono';
import { handle, type LambdaEvent } from 'hono/aws-lambda';
import { createMiddleware } from 'hono/factory';
import { validator } from 'hono/validator';
import { verifyBearer } from './shared/access-token.ts';
import { toCustomer } from './shared/customer.ts';
import { updateCustomer } from './shared/dynamodb.ts';
import { HEADERS, logRequest } from './shared/http.ts';
import type { Caller } from './shared/update-item.ts';
import { customerId, zodBody } from './shared/zod-body.ts';

type Bindings = { event: LambdaEvent };
type Env = { Bindings: Bindings; Variables: { caller: Caller } };

const requestLog = createMiddleware<Env>(async (c, next) => {
  const startedAt = performance.now();
  await next();
  logRequest(requestIdOf(c.env), c.req.param('customerId'), c.res.status, startedAt);
});

const authenticate = createMiddleware<Env>(async (c, next) => {
  const caller = await verifyBearer(c.req.header('authorization'));
  if (!caller) return c.json({ message: 'refused' }, 401);
  c.set('caller', caller);
  return next();
});

const app = new Hono<Env>().put(
  '/v1/customers/:customerId',
  requestLog,
  authenticate,
  validator('param', (params, c) => {
    const id = customerId.safeParse(params.customerId);
    return id.success ? id.data : c.json({ message: 'refused' }, 400);
  }),
  validator('json', (input, c) => {
    const body = zodBody.safeParse(input);
    return body.success ? body.data : c.json({ message: 'refused' }, 400);
  }),
  async (c) => {
    const item = await updateCustomer(c.req.valid('param'), c.req.valid('json'), c.var.caller);
    const headers = {
      ...HEADERS,
      'x-request-id': requestIdOf(c.env),
      etag: `"${item?.version}"`,
    };
    return c.json(toCustomer(item), 200, headers);
  },
);

function requestIdOf({ event }: Bindings): string {
  return 'requestContext' in event && 'requestId' in event.requestContext
    ? event.requestContext.requestId
    : '';
}

export const handler = handle(app);
