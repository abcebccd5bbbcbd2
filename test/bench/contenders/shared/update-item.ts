import { createHash, randomUUID } from 'node:crypto';

/** A validated body: strings, and objects that are merged member by member. */
export type Body = Record<string, unknown>;

export interface Caller {
  id: string;
}

/**
 * The UpdateItem that the function itself sends for such a change of the
 * profile, so that all contenders send the same. Addresses, e-mail and phone
 * marks, If-Match and second attempts are left out: what the benchmark's request
 * does not need, no contender has to carry.
 */
export function toUpdateItem(customerId: string, body: Body, caller: Caller) {
  const names: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  const name = (text: string) => {
    const known = Object.keys(names).find((token) => names[token] === text);
    const token = known ?? `#n${Object.keys(names).length}`;
    names[token] = text;
    return token;
  };
  const value = (one: unknown) => {
    const token = `:v${Object.keys(values).length}`;
    values[token] = one;
    return token;
  };
  const path = (...parts: string[]) => parts.map(name).join('.');

  const { slot, key, fingerprint } = toWrite(caller, body);
  const changes = toChanges(body);
  const maps = new Set(
    changes.flatMap(([parts]) => (parts.length > 1 ? [parts[0] as string] : [])),
  );
  const conditions = [
    `${path('type')} = ${value('INDIVIDUAL')}`,
    `NOT ${path('writes', slot, 'key')} = ${value(key)}`,
    `attribute_type(${path('version')}, ${value('N')})`,
  ];
  for (const parent of ['writes', ...maps]) {
    conditions.push(`attribute_type(${path(parent)}, ${value('M')})`);
  }
  const sets = changes.map(([parts, one]) => `${path(...parts)} = ${value(one)}`);
  sets.push(`${path('writes', slot)} = ${value({ key, body: fingerprint })}`);
  sets.push(`${path('updatedBy')} = ${value({ id: caller.id, type: 'service-account' })}`);
  sets.push(`${path('updatedAt')} = ${value(new Date().toISOString())}`);
  sets.push(`${path('version')} = ${path('version')} + ${value(1)}`);

  return {
    TableName: process.env.TABLE_NAME,
    Key: { id: customerId },
    ConditionExpression: conditions.join(' AND '),
    UpdateExpression: `SET ${sets.join(', ')}`,
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
    ReturnValues: 'ALL_NEW' as const,
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
}

function toChanges({ type: _, addresses: __, ...body }: Body): [path: string[], value: unknown][] {
  return Object.entries(body).flatMap(([property, value]): [string[], unknown][] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).map(([member, one]) => [[property, member], one])
      : [[[property], value]],
  );
}

function toWrite(caller: Caller, body: Body) {
  const hash = createHash('sha256')
    .update(JSON.stringify([caller.id, randomUUID()]))
    .digest();
  return {
    slot: String((hash[0] ?? 0) % 8),
    key: hash.toString('base64url', 0, 16),
    fingerprint: createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 22),
  };
}
