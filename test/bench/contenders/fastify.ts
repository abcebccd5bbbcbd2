import awsLambdaFastify from '@fastify/aws-lambda';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import createFastify, { type FastifyRequest } from 'fastify';
import { isCountryCode } from '../../../lambda/body/iso-3166.ts';
import { verifyBearer } from './shared/access-token.ts';
import { toCustomer } from './shared/customer.ts';
import { updateCustomer } from './shared/dynamodb.ts';
import { HEADERS, logRequest } from './shared/http.ts';
import { jsonBody, jsonParams } from './shared/json-schema.ts';
import { parsePhoneNumber } from './shared/phone-number.ts';
import type { Body, Caller } from './shared/update-item.ts';

const isBirthday = (day: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) && day >= '1900-01-01' && Date.parse(day) <= Date.now();

const app = createFastify({
  logger: false,
  ajv: {
    customOptions: {
      allErrors: true,
      coerceTypes: false,
      removeAdditional: false,
      useDefaults: false,
      discriminator: true,
      allowUnionTypes: true,
      formats: {
        'country-code': isCountryCode,
        'phone-number': (input: string) => parsePhoneNumber(input) !== undefined,
        birthday: isBirthday,
      },
    },
  },
});

app.decorateRequest('caller');

app.addHook('onRequest', async (request, reply) => {
  const caller = await verifyBearer(request.headers.authorization);
  if (!caller) return reply.code(401).send({ message: 'refused' });
  request.setDecorator('caller', caller);
});

app.addHook('onResponse', async (request, reply) => {
  const { customerId } = request.params as { customerId?: string };
  logRequest(
    requestIdOf(request),
    customerId,
    reply.statusCode,
    performance.now() - reply.elapsedTime,
  );
});

app.put<{ Params: { customerId: string }; Body: Body }>(
  '/v1/customers/:customerId',
  { schema: { body: jsonBody, params: jsonParams } },
  async (request, reply) => {
    const caller = request.getDecorator<Caller>('caller');
    const customerId = request.params.customerId.toLowerCase();
    const item = await updateCustomer(customerId, toParsed(request.body), caller);
    reply.headers({
      ...HEADERS,
      'x-request-id': requestIdOf(request),
      etag: `"${item?.version}"`,
    });
    return toCustomer(item);
  },
);

/** A format can judge a string, not convert it. */
function toParsed(body: Body): Body {
  const phone = body.primaryPhoneNumber as { number?: string } | undefined;
  if (phone?.number === undefined) return body;
  return { ...body, primaryPhoneNumber: { ...phone, number: parsePhoneNumber(phone.number) } };
}

function requestIdOf(request: FastifyRequest): string {
  const { awsLambda } = request as unknown as { awsLambda: { event: APIGatewayProxyEventV2 } };
  return awsLambda.event.requestContext.requestId;
}

export const handler = awsLambdaFastify(app, { decorateRequest: true });
await app.ready();
