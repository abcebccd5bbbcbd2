import { get as httpsGet } from 'node:https';
import type { JSONWebKeySet } from 'jose';

const FETCH_TIMEOUT_MS = 2_000;
const MAX_BYTES = 512 * 1024;
/** As in jose: some firewalls require a User-Agent, and Kubernetes requires this Accept. */
const HEADERS = {
  accept: 'application/json, application/jwk-set+json',
  'user-agent': 'customer-profile-update',
};

/**
 * Fetches a JWKS within two seconds; does not follow redirects. Uses `node:https`, because
 * loading the global `fetch` takes longer in a cold start than the request itself.
 */
export async function fetchJwks(uri: string): Promise<JSONWebKeySet> {
  // Imported on demand: importing node:http loads undici for its export WebSocket, which takes a
  // fifth of a cold start.
  const get = uri.startsWith('https:') ? httpsGet : (await import('node:http')).get;
  return new Promise((resolve, reject) => {
    const request = get(uri, { headers: HEADERS }, (response) => {
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
    // Not an AbortSignal, whose first use takes 1 % of a cold start.
    const timer = setTimeout(() => request.destroy(tooSlow()), FETCH_TIMEOUT_MS);
    request.on('close', () => clearTimeout(timer));
  });
}

function tooSlow(): Error {
  const message = `No key set within ${FETCH_TIMEOUT_MS} ms.`;
  return Object.assign(new Error(message), { name: 'TimeoutError' });
}
