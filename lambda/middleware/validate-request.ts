import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { createBodyParser } from '../body/parse-body.ts';
import { parseCustomerId } from '../customer/customer-id.ts';
import type { CustomerUpdate } from '../customer/customer-update.ts';
import { ProblemError } from '../problems.ts';
import type { Violation } from '../violation.ts';
import type { IfMatch } from '../write/update-request.ts';
import { headerOf } from './http-event.ts';
import {
  isIdentity,
  isJsonMediaType,
  parseIdempotencyKey,
  parseIfMatch,
} from './request-headers.ts';

/** The content of a valid request. */
export interface ValidRequest {
  customerId: string;
  update: CustomerUpdate;
  ifMatch: IfMatch | undefined;
  idempotencyKey: string | undefined;
}

const MAX_BODY_BYTES = 128 * 1024;
/** Removes a byte-order mark, which PowerShell 5 writes before JSON. */
const UTF_8 = new TextDecoder('utf-8', { fatal: true });
const LATEST_TIME_ZONE_MS = 14 * 3_600_000;

/**
 * Validates path, headers and body together and sets the result as `request` on the context
 * (docs/api.md, section 1). Throws `UNSUPPORTED_MEDIA_TYPE`, `PAYLOAD_TOO_LARGE`,
 * `INVALID_JSON`, or `VALIDATION_FAILED` with all violations.
 */
export function validateRequest({
  now,
}: {
  now: () => Date;
}): MiddlewareObj<APIGatewayProxyEventV2, unknown, Error, Context & { request: ValidRequest }> {
  const latestDateOnEarth = () =>
    new Date(now().getTime() + LATEST_TIME_ZONE_MS).toISOString().slice(0, 10);
  const parseBody = createBodyParser(latestDateOnEarth);

  return {
    before: ({ event, context }) => {
      if (
        !isJsonMediaType(headerOf(event, 'content-type')) ||
        !isIdentity(headerOf(event, 'content-encoding'))
      ) {
        throw new ProblemError('UNSUPPORTED_MEDIA_TYPE');
      }
      const customerId = parseCustomerId(event.pathParameters?.customerId);
      const body = parseBody(parseJson(bodyBytes(event)), customerId);
      const ifMatch = parseIfMatch(headerOf(event, 'if-match'));
      const idempotencyKey = parseIdempotencyKey(headerOf(event, 'idempotency-key'));
      const violations = [
        ...(customerId === undefined ? [malformedCustomerId] : []),
        ...[ifMatch, idempotencyKey].filter(isViolation),
        ...('violations' in body ? body.violations : []),
      ];
      if (
        customerId === undefined ||
        isViolation(ifMatch) ||
        isViolation(idempotencyKey) ||
        'violations' in body
      ) {
        throw new ProblemError('VALIDATION_FAILED', { violations });
      }
      context.request = { customerId, update: body.update, ifMatch, idempotencyKey };
    },
  };
}

function bodyBytes({ body, isBase64Encoded }: APIGatewayProxyEventV2): Buffer {
  const text = body ?? '';
  const bytes = Buffer.from(text, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > MAX_BODY_BYTES) throw new ProblemError('PAYLOAD_TOO_LARGE');
  // Encoding has replaced unpaired surrogates by U+FFFD, which the caller did not send.
  if (!text.isWellFormed()) throw new ProblemError('INVALID_JSON');
  return bytes;
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(UTF_8.decode(bytes));
  } catch {
    // Without a cause: the parser's error quotes the body.
    throw new ProblemError('INVALID_JSON');
  }
}

function isViolation(value: unknown): value is Violation {
  return typeof value === 'object' && value !== null && 'errorCode' in value;
}

const malformedCustomerId: Violation = {
  path: 'customerId',
  errorCode: 'INVALID_FORMAT',
  message: 'customerId must be a UUID.',
};
