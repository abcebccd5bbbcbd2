import { createHash } from 'node:crypto';
import type { CustomerUpdate } from '../customer/customer-update.ts';
import type { StoredWrite } from '../customer/stored-customer.ts';

/** How many of a customer's latest writes its item remembers (docs/api.md, section 4). */
const SLOTS = 8;

/** The identity of a write: by it a repeat of the same write is told from a new one. */
export interface Write extends StoredWrite {
  /** "0" to "7", given by the key. */
  slot: string;
}

/**
 * The identity of a caller's write: the key belongs to the caller, so its hash
 * covers both, and the fingerprint covers what the body means, not its bytes. It
 * covers the key, too, which is not stored: without it nobody who reads the item
 * can find the body out by trying, not even a social id.
 * Without an Idempotency-Key, `key` is one made up for the request, by which
 * the SDK's own retry after a lost response is recognised.
 */
export function toWrite(principalId: string, key: string, update: CustomerUpdate): Write {
  const hash = createHash('sha256')
    .update(JSON.stringify([principalId, key]))
    .digest();
  return {
    slot: String((hash[0] ?? 0) % SLOTS),
    key: hash.toString('base64url', 0, 16),
    body: createHash('sha256')
      .update(JSON.stringify([principalId, key, canonicalJson(update)]))
      .digest('base64url')
      .slice(0, 22),
  };
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
