import { createConfig, lint } from '@redocly/openapi-core';
import { describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../lambda/problems.ts';
import { toOpenApi } from '../../scripts/openapi/document.ts';
import { DOCUMENT_FILE, openApi } from '../support/openapi.ts';

describe('docs/openapi.json', () => {
  it('is what the schemas give today; else run: npm run openapi', () => {
    expect(JSON.stringify(openApi)).toBe(JSON.stringify(toOpenApi()));
  });

  it('breaks no rule of the linter', async () => {
    const config = await createConfig({
      extends: ['recommended-strict'],
      rules: {
        // Where a schema is closed it says so itself.
        'no-invalid-media-type-examples': { severity: 'error', allowAdditionalProperties: true },
        'no-invalid-schema-examples': 'error',
        // Conditions demand properties that are defined outside of them.
        'no-required-schema-properties-undefined': 'off',
      },
    });
    const faults = await lint({ ref: DOCUMENT_FILE, config });
    expect(faults.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
  });

  it('has every errorCode with its status and an example', () => {
    const { responses } = openApi.paths['/v1/customers/{customerId}'].put;
    const documented = Object.entries<Response>(responses).flatMap(([status, { content }]) =>
      Object.keys(content['application/problem+json']?.examples ?? {}).map((code) => [
        code,
        Number(status),
      ]),
    );
    const table = Object.entries(PROBLEMS).map(([code, [status]]) => [code, status]);
    expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(table));
  });
});

interface Response {
  content: Record<string, { examples: object }>;
}
