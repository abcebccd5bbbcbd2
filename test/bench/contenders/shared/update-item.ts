import { createHash, randomUUID } from 'node:crypto';

/** A validated body: strings, and objects that are merged member by member. */
export type Body = Record<string, unknown>;

export interface Caller {
  id: string;
}

/**
 * The UpdateItem that the function itself sends for such a change of the
 * profile, so that all contenders send the same. Addresses, e-mail and phone
 * marks, If-Match and second rounds are left out: what the benchmark's request
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

  const key = createHash('sha256').update(randomUUID()).digest('base64url').slice(0, 16);
  const changes = toChanges(body);
  const maps = new Set(
    changes.flatMap(([parts]) => (parts.length > 1 ? [parts[0] as string] : [])),
  );
  const conditions = [
    `${path('type')} = ${value('INDIVIDUAL')}`,
    `NOT contains(${path('latestWrites')}, ${value(key)})`,
    `attribute_type(${path('version')}, ${value('N')})`,
  ];
  conditions.push(
    `attribute_type(${path('latestWrites')}, ${value('L')})`,
    `size(${path('latestWrites')}) >= ${value(34)}`,
  );
  for (const parent of maps) {
    conditions.push(`attribute_type(${path(parent)}, ${value('M')})`);
  }
  const sets = changes.map(([parts, one]) => `${path(...parts)} = ${value(one)}`);
  const memory = path('latestWrites');
  sets.push(`${memory}[1000] = ${value(key)}`, `${memory}[1001] = ${value('')}`);
  sets.push(`${path('updatedBy')} = ${value({ id: caller.id, type: 'service-account' })}`);
  sets.push(`${path('updatedAt')} = ${value(new Date().toISOString())}`);
  sets.push(`${path('version')} = ${path('version')} + ${value(1)}`);

  return {
    TableName: process.env.TABLE_NAME,
    Key: { id: customerId },
    ConditionExpression: conditions.join(' AND '),
    UpdateExpression: `SET ${sets.join(', ')} REMOVE ${memory}[1], ${memory}[0]`,
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
