import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { PROBLEMS, ProblemError } from '../problems.ts';
import { toResponse } from './response.ts';

const MAX_VIOLATIONS = 100;

/**
 * Turns an error into the HTTP response (docs/api.md, section 6): a `ProblemError` as defined in
 * `PROBLEMS`, any other error as `INTERNAL_ERROR` without details.
 */
export function problemResponse({
  now,
}: {
  now: () => Date;
}): MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> {
  return {
    onError: (request) => {
      const { event, error } = request;
      const problem = toProblem(error);
      const [status, title] = PROBLEMS[problem.code];
      const detail = detailOf(problem);
      const body = {
        status,
        title,
        detail,
        errorCode: problem.code,
        message: detail,
        traceId: event.requestContext.requestId,
        timestamp: now().toISOString(),
        ...(problem.violations.length > 0 && {
          errors: problem.violations.slice(0, MAX_VIOLATIONS),
        }),
      };
      request.response = toResponse(event, status, body, {
        'content-type': 'application/problem+json',
        ...problem.headers,
      });
    },
  };
}

function toProblem(error: unknown): ProblemError {
  return error instanceof ProblemError ? error : new ProblemError('INTERNAL_ERROR');
}

function detailOf({ code, violations }: ProblemError): string {
  if (code !== 'VALIDATION_FAILED') return PROBLEMS[code][2];
  return violations.length === 1
    ? '1 property is invalid.'
    : `${violations.length} properties are invalid.`;
}
