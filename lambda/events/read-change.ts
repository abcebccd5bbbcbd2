import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import type { StoredCustomer } from '../customer/stored-customer.ts';

/** A customer before and after a write. */
export interface Change {
  before: StoredCustomer;
  after: StoredCustomer;
}

/**
 * The change in a record of the table's stream; undefined for a customer created or deleted.
 * Throws for an unreadable record; the error's message may quote the record.
 */
export function readChange({ eventName, dynamodb }: DynamoDBRecord): Change | undefined {
  if (eventName === 'INSERT' || eventName === 'REMOVE') return undefined;
  const before = toItem(dynamodb?.OldImage);
  const after = toItem(dynamodb?.NewImage);
  if (typeof before.id !== 'string' || before.id !== after.id) {
    throw new Error('The record is not one customer before and after a change.');
  }
  return { before, after };
}

type Image = Parameters<typeof unmarshall>[0];

function toItem(image: unknown): StoredCustomer {
  if (!isObject(image)) throw new Error('The record lacks an image.');
  // By default unmarshall throws for numbers beyond 2^53, which other writers may store.
  return unmarshall(withMaps(image) as Image, { wrapNumbers: Number }) as StoredCustomer;
}

/** The attributes with `{ M: {} }` for each `{}`, the form that DynamoDB Local's stream has. */
function withMaps(attributes: object): object {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, withMap(value)]),
  );
}

function withMap(value: unknown): unknown {
  if (!isObject(value)) return value;
  const { M, L } = value as { M?: unknown; L?: unknown };
  if (isObject(M)) return { M: withMaps(M) };
  if (Array.isArray(L)) return { L: L.map(withMap) };
  return Object.keys(value).length === 0 ? { M: {} } : value;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
