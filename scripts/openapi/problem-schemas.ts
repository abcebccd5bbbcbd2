import { type ErrorCode, PROBLEMS } from '../../lambda/problems.ts';
import { ACCOUNT_RULES, VIOLATION_CODES } from '../../lambda/violation.ts';
import { ref, type Schema } from './schema.ts';

const problem = {
  status: {
    type: 'integer',
    format: 'int32',
    minimum: 400,
    maximum: 599,
    description: 'The HTTP status.',
  },
  title: { type: 'string', description: 'The name of the HTTP status.' },
  detail: {
    type: 'string',
    description:
      'What is wrong, in a sentence for people. For VALIDATION_FAILED it counts the violations; a header or customerId counts as a property.',
  },
  errorCode: {
    type: 'string',
    enum: Object.keys(PROBLEMS),
    description: 'What is wrong, for programs.',
  },
  message: { type: 'string', description: 'The same as detail.' },
  traceId: { type: 'string', description: 'The request’s id, as in x-request-id.' },
  timestamp: { type: 'string', format: 'date-time', description: 'When it was answered.' },
};

const errors = {
  description:
    'The violations of the request in document order, at most 100. Present for VALIDATION_FAILED and for the rules that need the stored customer.',
  type: 'array',
  minItems: 1,
  maxItems: 100,
  items: ref('Violation'),
};

const violation = {
  path: {
    type: 'string',
    description:
      'What breaks the rule: a property (addresses[0].zipCode), a header (If-Match), customerId, or "" for the whole body.',
  },
  pointer: {
    type: 'string',
    format: 'uri-reference',
    description:
      'The property as a JSON Pointer (RFC 6901) in a URI fragment; only for properties of the body.',
  },
  errorCode: {
    type: 'string',
    enum: [...VIOLATION_CODES, ...ACCOUNT_RULES],
    description:
      'The broken rule, for programs; a rule that needs the stored customer has the errorCode of its problem.',
  },
  message: { type: 'string', description: 'The broken rule, in a sentence for people.' },
};

/**
 * The schemas of error responses. One schema for all statuses: generators drop errors whose schema
 * narrows a shared one or is one of several.
 */
export const problemSchemas: Record<string, Schema> = {
  Problem: {
    description: 'A failed request (RFC 9457). It names properties and rules, never a value sent.',
    type: 'object',
    required: Object.keys(problem),
    properties: { ...problem, errors },
  },
  Violation: {
    description: 'One broken rule of one property, header or path parameter.',
    type: 'object',
    required: ['path', 'errorCode', 'message'],
    properties: violation,
  },
  GatewayMessage: {
    description: 'An answer of API Gateway itself; the request has not reached the function.',
    type: 'object',
    required: ['message'],
    properties: { message: { type: 'string', description: 'What is wrong, for people.' } },
  },
};

/** The errorCodes of a status, in the order of `PROBLEMS`. */
export function codesOf(status: number): ErrorCode[] {
  const codes = Object.keys(PROBLEMS) as ErrorCode[];
  return codes.filter((code) => PROBLEMS[code][0] === status);
}
