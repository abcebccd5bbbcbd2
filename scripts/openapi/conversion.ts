import type { ConversionConfig } from '@valibot/to-json-schema';
import { NO_CONTROL_CHARACTER } from '../../lambda/body/text.ts';
import { ref, type Schema } from './schema.ts';

/** How the schemas of Valibot that validate a body become JSON Schemas. */
export const CONVERSION: ConversionConfig = {
  target: 'draft-2020-12',
  typeMode: 'input',
  overrideRef: ({ referenceId }) => ref(referenceId).$ref as string,
  // Other actions of a pipe are rules of cross-rules.ts, or described in words.
  overrideAction: ({ valibotAction, jsonSchema }) =>
    valibotAction.type === 'metadata' ? withoutIdleKeywords(jsonSchema as Schema) : jsonSchema,
  overrideSchema: ({ valibotSchema, jsonSchema }) => {
    if (valibotSchema.type === 'object') return toClosed(jsonSchema as Schema);
    // A strict object; its second part only rejects unknown properties.
    if (valibotSchema.type === 'intersect') return (jsonSchema.allOf as Schema[])[0];
    if (valibotSchema.type === 'nullable') return toNullable(jsonSchema as Schema);
    return valibotSchema.type === 'custom' ? {} : undefined;
  },
};

function withoutIdleKeywords({ minLength, maxLength, pattern, ...rest }: Schema): Schema {
  const isNarrower =
    rest.enum !== undefined || (rest.format !== undefined && pattern === NO_CONTROL_CHARACTER);
  return {
    ...rest,
    ...(minLength !== 0 && { minLength }),
    ...(Number.isFinite(maxLength) && { maxLength }),
    ...(!isNarrower && { pattern }),
  };
}

function toClosed({ required = [], ...rest }: Schema): Schema {
  return { ...rest, ...(required.length > 0 && { required }), additionalProperties: false };
}

/**
 * Turns `anyOf` a type and null, for which generators create two classes, into one schema with two
 * types. A component that may be null says so itself, because it may be null wherever it is used.
 */
function toNullable(schema: Schema): Schema {
  const [wrapped = {}] = schema.anyOf as Schema[];
  const { type, enum: values, ...rest } = wrapped;
  if (typeof type !== 'string') return wrapped;
  return {
    ...rest,
    type: [type, 'null'],
    ...(Array.isArray(values) && { enum: [...values, null] }),
  };
}
