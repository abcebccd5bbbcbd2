/** Sends the requests of docs/guide.md to a local run and writes the real answers below them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { getToken, startLocalApi } from './local-api.ts';
import { recordAnswers } from './record-answers.ts';

const file = new URL('../../docs/guide.md', import.meta.url);
const api = await startLocalApi();
try {
  const recorded = await recordAnswers(readFileSync(file, 'utf8'), await getToken(api), api.send);
  writeFileSync(file, recorded);
} finally {
  await api.stop();
}
