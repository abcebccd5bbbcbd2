import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalIssuer, startIssuer } from '../../../local/issuer.ts';

let issuer: LocalIssuer;

beforeAll(async () => {
  issuer = await startIssuer({ port: 0, audience: 'the-api' });
});
afterAll(() => issuer.stop());

const GRANT = { grant_type: 'client_credentials', scope: 'customers:write' };

async function requestToken(
  form: Record<string, string>,
  credentials: string | null = 'me:any',
  endpoint = issuer.tokenEndpoint,
) {
  const response = await fetch(endpoint, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: credentials === null ? {} : { authorization: `Basic ${btoa(credentials)}` },
  });
  const body = (await response.json()) as { access_token: string };
  return { response, status: response.status, body };
}

const verify = (token: string) =>
  jwtVerify(token, createRemoteJWKSet(new URL(issuer.jwksUri)), {
    issuer: issuer.issuer,
    audience: 'the-api',
  });

describe('the token endpoint', () => {
  it('gives the client of the Basic credentials a token that its key set verifies', async () => {
    const { status, body } = await requestToken(GRANT);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'customers:write',
    });
    const { payload } = await verify(body.access_token);
    expect(payload).toMatchObject({ sub: 'me', client_id: 'me', scope: 'customers:write' });
    expect(payload.exp).toBe((payload.iat ?? 0) + 3600);
    expect(payload).not.toHaveProperty('tenant');
  });

  it('sets scope, tenant and aud as asked for', async () => {
    const { body } = await requestToken({ ...GRANT, scope: 'other', tenant: 't1', aud: 'else' });
    expect(decodeJwt(body.access_token)).toMatchObject({
      scope: 'other',
      tenant: 't1',
      aud: 'else',
    });
  });

  it('has the scope in a claim of choice, too', async () => {
    const other = await startIssuer({ port: 0, audience: 'the-api', scopeClaim: 'roles' });
    const { body } = await requestToken(GRANT, 'me:any', other.tokenEndpoint);
    const scopes = { scope: 'customers:write', roles: 'customers:write' };
    expect(decodeJwt(body.access_token)).toMatchObject(scopes);
    await other.stop();
  });

  it('binds a token to a certificate where asked to, and only then', async () => {
    const thumbprint = 'kp34BLiK62LEgHXPSqBtB4qiX8pWIV7dpYV9nQnm6ws';
    const { body } = await requestToken({ ...GRANT, 'x5t#S256': thumbprint });
    expect(decodeJwt(body.access_token).cnf).toEqual({ 'x5t#S256': thumbprint });
    const plain = await requestToken(GRANT);
    expect(decodeJwt(plain.body.access_token)).not.toHaveProperty('cnf');
  });

  it('gives no scope that was not asked for', async () => {
    const { body } = await requestToken({ grant_type: 'client_credentials' });
    expect(decodeJwt(body.access_token)).not.toHaveProperty('scope');
  });

  it.each([null, ':secret', ''])('refuses a client without an id: %s', async (credentials) => {
    const { response, status, body } = await requestToken(GRANT, credentials);
    expect(status).toBe(401);
    expect(body).toEqual({ error: 'invalid_client' });
    expect(response.headers.get('www-authenticate')).toMatch(/^Basic /);
  });

  it('refuses another grant', async () => {
    const { status, body } = await requestToken({ grant_type: 'password', username: 'me' });
    expect(status).toBe(400);
    expect(body).toEqual({ error: 'unsupported_grant_type' });
  });
});

describe('sign', () => {
  it('makes a good token by default', async () => {
    const { payload } = await verify(await issuer.sign());
    expect(payload).toMatchObject({ sub: 'test', scope: 'customers:write' });
  });

  it('takes claims and header parameters, and leaves out those given as undefined', async () => {
    const token = await issuer.sign(
      { sub: undefined, exp: 1, scp: ['a'] },
      { header: { typ: 'at+jwt' } },
    );
    expect(decodeJwt(token)).toMatchObject({ exp: 1, scp: ['a'] });
    expect(decodeJwt(token)).not.toHaveProperty('sub');
    expect(decodeProtectedHeader(token)).toMatchObject({ typ: 'at+jwt', alg: 'ES256' });
  });

  it('signs with a key added later', async () => {
    const kid = await issuer.addKey('RS256');
    const token = await issuer.sign({}, { kid });
    expect(decodeProtectedHeader(token)).toMatchObject({ kid, alg: 'RS256' });
    await verify(token);
  });
});

it('names the port and the variable where the port is taken', async () => {
  const port = Number(new URL(issuer.issuer).port);
  await expect(startIssuer({ port, audience: 'x' })).rejects.toThrow(
    new RegExp(`Port ${port} is taken.*ISSUER_PORT=`),
  );
});
