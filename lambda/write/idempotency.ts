import { createHash } from 'node:crypto';
import type { CustomerUpdate } from '../customer/customer-update.ts';
import type { StoredCustomer } from '../customer/stored-customer.ts';

/** The identity of a write: by it a repeat of the same write is told from a new one. */
export interface Write {
  /** A hash, as is `body`. */
  key: string;
  /** Empty where the key was made up: it comes with one body only. */
  body: string;
}

// 96 and 48 bits. A caller who finds two bodies with one fingerprint deceives nobody else.
const KEY_LENGTH = 16;
const BODY_LENGTH = 8;

/**
 * The identity of a caller's write: the key belongs to the caller, so its hash
 * covers both, and the fingerprint covers what the body means, not its bytes. It
 * covers the key, too, which is not stored: without it nobody who reads the item
 * can find the body out by trying, not even a social id.
 */
export function toWrite(principalId: string, key: string, update: CustomerUpdate): Write {
  return {
    key: hashOf([principalId, key], KEY_LENGTH),
    body: hashOf([principalId, key, canonicalJson(update)], BODY_LENGTH),
  };
}

/**
 * The identity of a write without an Idempotency-Key, by an id made up for it: by
 * it the SDK's own retry after a lost response is recognised.
 */
export function toOwnWrite(id: string): Write {
  return { key: hashOf([id], KEY_LENGTH), body: '' };
}

/** The fingerprint of the body that came with a key, if the customer remembers it. */
export function rememberedBody({ latestWrites }: StoredCustomer, key: string): string | undefined {
  const writes = Array.isArray(latestWrites) ? latestWrites : [];
  const place = writes.indexOf(key);
  return place === -1 ? undefined : writes[place + 1];
}

function hashOf(parts: readonly string[], length: number): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, length);
}

/** What a body means, in one form: without the order of members and removals, and the places where addresses stood. */
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
