// What the platform allows: Node.js alone, no framework, no library, no SDK.
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { toCustomer } from '../shared/customer.ts';
import { logRequest, toAnswer } from '../shared/http.ts';
import { fetchKeys, verifyBearer } from './access-token.ts';
import { parseBody } from './body.ts';
import { updateCustomer } from './dynamodb.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export async function handler(event: APIGatewayProxyEventV2) {
  const startedAt = performance.now();
  const customerId = event.pathParameters?.customerId?.toLowerCase() ?? '';
  const answer = async () => {
    const caller = await verifyBearer(event.headers.authorization);
    if (!caller) return toAnswer(event, 401, { message: 'refused' });
    const body = parseBody(event.body);
    if (!body || !UUID.test(customerId)) return toAnswer(event, 400, { message: 'refused' });
    const item = await updateCustomer(customerId, body, caller);
    return toAnswer(event, 200, toCustomer(item), item.version);
  };
  const result = await answer();
  logRequest(event.requestContext.requestId, customerId, result.statusCode, startedAt);
  return result;
}

await fetchKeys();
