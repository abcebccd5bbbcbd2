import { lint, loadConfig } from '@redocly/openapi-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIfMatch } from '../../lambda/middleware/request-headers.ts';
import { PROBLEMS } from '../../lambda/problems.ts';
import { toOpenApi } from '../../scripts/openapi/document.ts';
import { DOCUMENT_FILE, openApi } from '../support/openapi.ts';

const operation = openApi.paths['/v1/customers/{customerId}'].put;

describe('docs/openapi.json', () => {
  it('is what the schemas give today; else run: npm run openapi', () => {
    expect(JSON.stringify(openApi)).toBe(JSON.stringify(toOpenApi()));
  });

  it('breaks no rule of the linter', async () => {
    const config = await loadConfig({ configPath: 'redocly.yaml' });
    const faults = await lint({ ref: DOCUMENT_FILE, config });
    expect(faults.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
  });

  describe('is one that generators digest:', () => {
    const schemas = schemasIn(openApi.components.schemas, '');

    it('a type stands beside every list of values', () => {
      const untyped = schemas.filter(
        ([, { enum: list, const: value, type }]) => (list ?? value) !== undefined && !type,
      );
      expect(untyped).toEqual([]);
      expect(schemas.filter(([, schema]) => 'enum' in schema).length).toBeGreaterThan(10);
    });

    it('every object and every choice has a name', () => {
      const inline = schemas.filter(
        ([place, { properties, oneOf }]) =>
          (properties ?? oneOf) !== undefined && place.includes('.'),
      );
      expect(inline.map(([place]) => place)).toEqual([]);
    });

    it('null is a type beside another, never a schema of its own', () => {
      expect(schemas.filter(([, schema]) => 'anyOf' in schema || schema.type === 'null')).toEqual(
        [],
      );
    });

    it('an address in a response is distinguished by its type', () => {
      const { oneOf, discriminator } = openApi.components.schemas.CustomerAddress;
      const types = oneOf.flatMap(({ $ref }: { $ref: string }) => {
        const name = $ref.split('/').at(-1) ?? '';
        const { enum: values } = openApi.components.schemas[name].properties.type;
        return values.map((value: string) => [value, $ref]);
      });
      expect(Object.entries(discriminator.mapping)).toEqual(types);
    });

    it('a failure has the same schema, whatever its status', () => {
      const failures = Object.entries<Response>(operation.responses).filter(([status]) =>
        /^[45]/.test(status),
      );
      const refs = failures.map(([, { content }]) => Object.values(content)[0]?.schema?.$ref);
      expect(new Set(refs)).toEqual(
        new Set(['#/components/schemas/Problem', '#/components/schemas/GatewayMessage']),
      );
    });
  });

  it('limits every string of a request, as .spectral.yaml claims', () => {
    const boundless = schemasIn(openApi.components.schemas, '').filter(
      ([place, { type, ...schema }]) =>
        /Update|^New|Removal/.test(place) &&
        [type].flat().includes('string') &&
        !['enum', 'const', 'maxLength', 'format', 'pattern'].some((limit) => limit in schema),
    );
    expect(boundless).toEqual([]);
  });

  it('has no example for a header that would keep a second request from working', () => {
    const examples = operation.parameters.filter((one: object) => 'example' in one);
    expect(examples.map(({ name }: { name: string }) => name)).toEqual(['customerId']);
  });

  it('has a pattern for If-Match that takes what the function takes', () => {
    const { pattern } = operation.parameters[1].schema;
    const part = fc.constantFrom('"', '"7"', 'W/', '*', ',', ' ', '\t', '7', '""', 'é', '\n');
    const text = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''));
    let taken = 0;
    fc.assert(
      fc.property(text, (header) => {
        const result = parseIfMatch(header);
        const isTaken = typeof result !== 'object' || Array.isArray(result);
        if (isTaken) taken++;
        expect(new RegExp(pattern, 'u').test(header)).toBe(isTaken);
      }),
      { numRuns: 5_000 },
    );
    expect(taken).toBeGreaterThan(50);
  });

  it('has every errorCode with its status and an example', () => {
    const documented = Object.entries<Response>(operation.responses).flatMap(
      ([status, { content }]) =>
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
  content: Record<string, { schema: { $ref: string }; examples: object }>;
}

// biome-ignore lint/suspicious/noExplicitAny: tests read any keyword
type AnySchema = Record<string, any>;

/** Every schema in these, by its place; those of conditions apart, which speak of some members only. */
function schemasIn(schemas: AnySchema, place: string): [place: string, schema: AnySchema][] {
  return Object.entries(schemas).flatMap(([name, schema]): [string, AnySchema][] => {
    const own = place + name;
    const { properties = {}, items, additionalProperties } = schema;
    return [
      [own, schema],
      ...schemasIn(properties, `${own}.`),
      ...schemasIn(
        Object.fromEntries(
          Object.entries({ items, additionalProperties }).filter(
            ([, one]) => one instanceof Object,
          ),
        ),
        `${own}.`,
      ),
    ];
  });
}
