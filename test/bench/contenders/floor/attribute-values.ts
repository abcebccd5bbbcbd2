// biome-ignore lint/suspicious/noExplicitAny: DynamoDB's JSON, of any form
type Json = any;

/** A JSON value as DynamoDB writes it. */
export function marshall(value: Json): Json {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (value === null) return { NULL: true };
  if (Array.isArray(value)) return { L: value.map(marshall) };
  return { M: mapMembers(value, marshall) };
}

/** What `marshall` was given. */
export function unmarshall({ S, N, BOOL, M, L }: Json): Json {
  if (S !== undefined) return S;
  if (N !== undefined) return Number(N);
  if (BOOL !== undefined) return BOOL;
  if (M !== undefined) return mapMembers(M, unmarshall);
  return L === undefined ? null : L.map(unmarshall);
}

/** An object with each member converted. */
export function mapMembers(object: Json, convert: (value: Json) => Json): Json {
  const result: Json = {};
  for (const name in object) result[name] = convert(object[name]);
  return result;
}
