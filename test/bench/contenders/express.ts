import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import express, { type NextFunction, type Request, type Response } from 'express';
import serverless from 'serverless-http';
import { verifyBearer } from './shared/access-token.ts';
import { toCustomer } from './shared/customer.ts';
import { updateCustomer } from './shared/dynamodb.ts';
import { HEADERS, logRequest } from './shared/http.ts';
import { customerId, zodBody } from './shared/zod-body.ts';

type LambdaRequest = Request<{ customerId: string }> & { requestId: string };

const app = express().disable('x-powered-by').disable('etag');

app.use((request, response, next) => {
  const startedAt = performance.now();
  response.on('finish', () => {
    const { requestId, params } = request as unknown as LambdaRequest;
    logRequest(requestId, params.customerId, response.statusCode, startedAt);
  });
  next();
});

app.use(async (request, response, next) => {
  const caller = await verifyBearer(request.get('authorization'));
  if (!caller) return void response.status(401).json({ message: 'refused' });
  response.locals.caller = caller;
  next();
});

app.use(express.json({ limit: '128kb' }));

app.put('/v1/customers/:customerId', async (request, response) => {
  const id = customerId.safeParse(request.params.customerId);
  const body = zodBody.safeParse(request.body);
  if (!id.success || !body.success) return void response.status(400).json({ message: 'refused' });
  const item = await updateCustomer(id.data, body.data, response.locals.caller);
  const { requestId } = request as unknown as LambdaRequest;
  response
    .set({ ...HEADERS, 'x-request-id': requestId, etag: `"${item?.version}"` })
    .json(toCustomer(item));
});

app.use((_error: unknown, _request: Request, response: Response, _next: NextFunction) => {
  response.status(400).json({ message: 'refused' });
});

export const handler = serverless(app, {
  request: (request: LambdaRequest, event: APIGatewayProxyEventV2) => {
    request.requestId = event.requestContext.requestId;
  },
});
