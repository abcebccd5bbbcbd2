import { get as httpsGet } from 'node:https';
import type { JSONWebKeySet } from 'jose';

const FETCH_TIMEOUT_MS = 2_000;
const MAX_BYTES = 512 * 1024;
/** What jose sends: firewalls refuse requests without a User-Agent, and Kubernetes another Accept. */
const HEADERS = {
  accept: 'application/json, application/jwk-set+json',
  'user-agent': 'customer-profile-update',
};

/**
 * Fetches a JWKS in at most two seconds; redirects are not followed. By
 * `node:https`, for loading the global `fetch` costs a cold start more than the
 * fetch itself.
 */
export async function fetchJwks(uri: string): Promise<JSONWebKeySet> {
  // Imported only where it is needed: its export WebSocket makes an import load undici,
  // which alone is a fifth of a cold start.
  const get = uri.startsWith('https:') ? httpsGet : (await import('node:http')).get;
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(FETCH_TIMEOUT_MS);
    const request = get(uri, { headers: HEADERS, signal }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
        if (text.length > MAX_BYTES) request.destroy(new Error('The key set is too large.'));
      });
      response.on('error', reject);
      response.on('end', () => {
        try {
          if (response.statusCode !== 200) throw new Error(`Status ${response.statusCode}.`);
          resolve(JSON.parse(text.replace(/^\ufeff/, '')) as JSONWebKeySet);
        } catch (error) {
          reject(error);
        }
      });
    });
    request.on('error', reject);
  });
}
