import * as v from 'valibot';
import { isJsonObject } from '../../lambda/body/strict-object.ts';
import { SetupError } from '../shared/setup-error.ts';
import { type SeedCustomer, seedCustomer } from './seed-customer.ts';

/**
 * The customers of a seed file, which contains one object or an array. Throws one SetupError that
 * names the file and, for each fault, the customer's index, the field and the rule, but no value.
 */
export function parseSeed(json: string, file: string): SeedCustomer[] {
  const parsed = parseJson(json, file);
  const inputs: unknown[] = Array.isArray(parsed) ? parsed : [parsed];
  const results = inputs.map((input) => v.safeParse(seedCustomer, withoutUnset(input)));
  const faults = results.flatMap(({ issues = [] }, index) =>
    issues.map((issue) => toFault(`customers[${index}]`, issue)),
  );
  const customers = results.flatMap(({ success, output }) => (success ? [output] : []));
  faults.push(...repeatedIds(results.map(({ success, output }) => (success ? output.id : null))));
  if (faults.length > 0) {
    throw new SetupError(`${file} was not stored.\n${faults.map((f) => `  ${f}`).join('\n')}`);
  }
  return customers;
}

function parseJson(json: string, file: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    // Only the position: the rest of the parser's message quotes the text.
    const [place] = /(?:at position|line) .*/.exec((error as Error).message) ?? [];
    throw new SetupError(`${file} is not JSON${place ? ` (${place})` : ''}.`);
  }
}

/**
 * Removes "" and false, which a response shows for unset members, so that a response can be seeded.
 * Metadata is kept as it is.
 */
function withoutUnset(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUnset);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== '' && member !== false)
      .map(([name, member]) => [name, name === 'metadata' ? member : withoutUnset(member)]),
  );
}

function repeatedIds(ids: readonly (string | null)[]): string[] {
  return ids.flatMap((id, index) => {
    const first = ids.indexOf(id);
    return id === null || first === index
      ? []
      : [`customers[${index}].id is that of customers[${first}], too.`];
  });
}

/** `customers[0].sex must be …`, or `customers[0]: unknown property "nickName"`. */
function toFault(customer: string, issue: v.BaseIssue<unknown>): string {
  const keys = (issue.path ?? []).map(({ key }) => key as string | number);
  const [, suggestion] = /^is unknown\.(.*)$/.exec(issue.message) ?? [];
  if (suggestion === undefined) return `${customer}${toPlace(keys)} ${ruleOf(issue)}`;
  const parent = customer + toPlace(keys.slice(0, -1));
  return `${parent}: unknown property ${JSON.stringify(keys.at(-1))}${suggestion && `.${suggestion}`}`;
}

function toPlace(keys: readonly (string | number)[]): string {
  return keys.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
}

function ruleOf({ kind, type, received, message }: v.BaseIssue<unknown>): string {
  if (kind === 'schema' && received === 'undefined') return 'is required.';
  // The only schema with a message of Valibot's own, which quotes the value.
  if (kind === 'schema' && type === 'object' && message.startsWith('Invalid')) {
    return 'must be an object.';
  }
  return message;
}
