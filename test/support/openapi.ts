import { readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

// It speaks of some members only.
const CONDITIONS = ['not'];

type Json = Record<string, unknown>;

/** The checked-in document. */
export const DOCUMENT_FILE = 'docs/openapi.json';
// biome-ignore lint/suspicious/noExplicitAny: tests read any member of the document
export const openApi: any = JSON.parse(readFileSync(DOCUMENT_FILE, 'utf8'));

/** The errors of a value by the document's schema at this JSON pointer; empty if it is valid. */
export function faultsBy(pointer: string, value: unknown): string[] {
  const isValid = ajv.getSchema(`openapi#${pointer}`);
  if (!isValid) throw new Error(`The document has no schema at ${pointer}.`);
  return isValid(value) ? [] : (isValid.errors ?? []).map(toText);
}

const ajv = new Ajv2020({ allErrors: true, strict: false });
// Types say a namespace, Node.js gives the function itself.
(addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
ajv.addSchema(toStrict(openApi) as Json, 'openapi');

/**
 * The same document, but its responses may have no further members. The published document allows
 * them, because a new member is not a breaking change.
 */
function toStrict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(toStrict);
  if (typeof schema !== 'object' || schema === null) return schema;
  const members = Object.entries(schema).map(([name, value]) => [
    name,
    CONDITIONS.includes(name) ? value : toStrict(value),
  ]);
  const closed = 'required' in schema && 'properties' in schema && { additionalProperties: false };
  return { ...closed, ...Object.fromEntries(members) };
}

function toText({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath} ${message} ${JSON.stringify(params)}`;
}
