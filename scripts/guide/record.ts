/**
 * npm run guide: sends the requests of docs/guide.md to a local run, writes the real answers below
 * them, and writes docs/requests.rest-client.http.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { getToken, startLocalApi } from './local-api.ts';
import { recordAnswers } from './record-answers.ts';
import { toRestClient } from './rest-client.ts';

const file = new URL('../../docs/guide.md', import.meta.url);
const requests = new URL('../../docs/requests.http', import.meta.url);
const variant = new URL('requests.rest-client.http', requests);
writeFileSync(variant, toRestClient(readFileSync(requests, 'utf8')));

const api = await startLocalApi();
try {
  const recorded = await recordAnswers(readFileSync(file, 'utf8'), await getToken(api), api.send);
  writeFileSync(file, recorded);
} finally {
  await api.stop();
}
