import { setTimeout } from 'node:timers/promises';
import { afterEach, expect, it, vi } from 'vitest';
import { startFakeServer } from '../support/fake-server.ts';
import { createKey } from '../support/raw-issuer.ts';

afterEach(() => vi.unstubAllEnvs());

it('the function has the issuer’s keys before it takes its first request', async () => {
  let isAnswered = false;
  const body = JSON.stringify({ keys: [createKey('ES256', 'ec').jwk] });
  const issuer = await startFakeServer(async (_, response) => {
    await setTimeout(200);
    isAnswered = true;
    response.end(body);
  });
  vi.stubEnv('TABLE_NAME', 'customers');
  vi.stubEnv('JWT_ISSUER', 'https://issuer.example.com');
  vi.stubEnv('JWT_AUDIENCE', 'customers');
  vi.stubEnv('JWKS_URI', issuer.url);
  const { handler } = await import('../../lambda/handler.ts');
  expect(isAnswered).toBe(true);
  expect(handler).toBeTypeOf('function');
  await issuer.stop();
});
