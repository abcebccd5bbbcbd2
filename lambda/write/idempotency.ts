import { createHash } from 'node:crypto';
import type { CustomerUpdate } from '../customer/customer-update.ts';
import type { StoredCustomer } from '../customer/stored-customer.ts';

/** The identity of a write, by which a repeat is recognised. */
export interface Write {
  /** A hash, as is `body`. */
  key: string;
  /** Empty for a generated key, which is only ever used with one body. */
  body: string;
}

// 96 and 48 bits. Two bodies with the same fingerprint only harm the caller who sends them.
const KEY_LENGTH = 16;
const BODY_LENGTH = 8;

/**
 * The identity of a write with an Idempotency-Key. The hash of the key also covers the caller,
 * because keys belong to callers. The fingerprint covers the body's meaning, not its bytes,
 * and also the key, which is not stored: without the key, a reader of the item cannot guess
 * the body, not even a social id, by trying values.
 */
export function toWrite(principalId: string, key: string, update: CustomerUpdate): Write {
  return {
    key: hashOf([principalId, key], KEY_LENGTH),
    body: hashOf([principalId, key, canonicalJson(update)], BODY_LENGTH),
  };
}

/**
 * The identity of a write without an Idempotency-Key, from a generated id; by it the SDK's own
 * retry after a lost response is recognised.
 */
export function toOwnWrite(id: string): Write {
  return { key: hashOf([id], KEY_LENGTH), body: '' };
}

/** The fingerprint of the body that was sent with a key, if the item remembers the key. */
export function rememberedBody({ latestWrites }: StoredCustomer, key: string): string | undefined {
  const writes = Array.isArray(latestWrites) ? latestWrites : [];
  const place = writes.indexOf(key);
  return place === -1 ? undefined : writes[place + 1];
}

function hashOf(parts: readonly string[], length: number): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, length);
}

/**
 * The meaning of a body in one form, whatever the order of its members and removals and the
 * indexes of its addresses.
 */
function canonicalJson({ added, removed, ...update }: CustomerUpdate): string {
  const meaning = {
    ...update,
    added: added.map(({ contentHash, primary }) => [contentHash, primary]),
    removed: removed.map(({ id }) => id).sort(),
  };
  return JSON.stringify(meaning, (_name, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
