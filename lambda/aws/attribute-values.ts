import type { AttributeValue } from '@aws-sdk/client-dynamodb';

type Attributes = Readonly<Record<string, AttributeValue>>;

/**
 * An item as plain values, numbers as the nearest double. Never fails, whatever
 * something else may have stored.
 *
 * Not `unmarshall` of the SDK: it throws for numbers beyond 2^53, so that the
 * answer of a write that was made would be an error, and a member `__proto__`
 * becomes the prototype of what it makes, whose members look like the item's.
 */
export function fromAttributes(attributes: Attributes): Record<string, unknown> {
  const entries = Object.entries(attributes).filter(([name]) => name !== '__proto__');
  return Object.fromEntries(entries.map(([name, value]) => [name, fromAttributeValue(value)]));
}

function fromAttributeValue({ S, N, BOOL, M, L, NULL, ...others }: AttributeValue): unknown {
  if (S !== undefined) return S;
  if (N !== undefined) return Number(N);
  if (BOOL !== undefined) return BOOL;
  if (M !== undefined) return fromAttributes(M);
  if (L !== undefined) return L.map(fromAttributeValue);
  if (NULL !== undefined) return null;
  // Binary values and sets: not ours, but something is there.
  return others;
}
