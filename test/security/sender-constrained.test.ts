import { Agent } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthority, thumbprintOf } from '../../local/mtls/authority.ts';
import { putEvent } from '../support/lambda-process.ts';
import {
  ACCEPTED,
  authority,
  type MtlsApp,
  NOT_THE_HOLDER,
  putTo,
  startMtlsApp,
} from '../support/mtls-app.ts';
import { claims, encode, type RawIssuer, startRawIssuer, token } from '../support/raw-issuer.ts';
import { storeCustomer } from '../support/table.ts';

const DAY_MS = 24 * 3_600_000;
const client = await authority.issueClient('holder');
const other = await authority.issueClient('thief');
const print = thumbprintOf(client.cert);
const bound = (cnf: unknown) => token(issuer.ec, {}, claims({ cnf }));
const toHolder = () => bound({ 'x5t#S256': print });

let issuer: RawIssuer;
/** One app that also accepts unbound tokens, and one that requires a binding. */
let open: MtlsApp;
let strict: MtlsApp;
beforeAll(async () => {
  issuer = await startRawIssuer();
  open = await startMtlsApp(issuer.env);
  strict = await startMtlsApp({ ...issuer.env, SENDER_CONSTRAINED: 'required' });
});
afterAll(async () => {
  await Promise.all([open.stop(), strict.stop(), issuer.server.stop()]);
});

describe('a token bound to a certificate', () => {
  it('is accepted with that certificate', async () => {
    expect(await putTo(open, { token: toHolder(), client })).toMatchObject(ACCEPTED);
    expect(await putTo(strict, { token: toHolder(), client })).toMatchObject(ACCEPTED);
  });

  it('is accepted again and again over one connection, and over resumed sessions', async () => {
    for (const agent of [new Agent({ keepAlive: true }), new Agent({ keepAlive: false })]) {
      for (let i = 0; i < 3; i++) {
        expect(await putTo(open, { token: toHolder(), client, agent })).toMatchObject(ACCEPTED);
      }
      agent.destroy();
    }
  });

  it('is refused with another certificate of the same authority', async () => {
    expect(await putTo(open, { token: toHolder(), client: other })).toMatchObject(NOT_THE_HOLDER);
    expect(await putTo(strict, { token: toHolder(), client: other })).toMatchObject(NOT_THE_HOLDER);
  });

  it('is refused without a certificate', async () => {
    expect(await putTo(open, { token: toHolder() })).toMatchObject(NOT_THE_HOLDER);
    expect(await putTo(strict, { token: toHolder() })).toMatchObject(NOT_THE_HOLDER);
  });

  it('is refused without a certificate, whatever else names that certificate', async () => {
    const pem = client.cert.replaceAll('\n', ' ');
    const headers = {
      'x-client-cert': pem,
      'x-amzn-mtls-clientcert': pem,
      'x-forwarded-client-cert': pem,
      'client-cert': `:${Buffer.from(client.cert).toString('base64')}:`,
      'ssl-client-cert': pem,
    };
    const body = { requestContext: { authentication: { clientCert: { clientCertPem: pem } } } };
    expect(await putTo(open, { token: toHolder(), headers, body })).toMatchObject(NOT_THE_HOLDER);
  });

  it('is refused with the right certificate where the token was altered', async () => {
    const [header, , signature] = toHolder().split('.');
    const forged = `${header}.${encode(claims({ cnf: { 'x5t#S256': print }, sub: 'x' }))}.${signature}`;
    const unbound = `${header}.${encode(claims())}.${signature}`;
    for (const altered of [forged, unbound]) {
      const answer = await putTo(open, { token: altered, client });
      expect(answer).toMatchObject({ ...NOT_THE_HOLDER, line: { status: 401 } });
      expect(answer.line?.reason).toBe('ERR_JWS_SIGNATURE_VERIFICATION_FAILED');
    }
  });

  it('never reaches the function with a certificate of another authority, or one that has expired', async () => {
    const foreign = await (await createAuthority()).issueClient('holder');
    const from = new Date(Date.now() - 3 * DAY_MS);
    const expired = await authority.issueClient('holder', {
      from,
      to: new Date(Date.now() - DAY_MS),
    });
    const before = open.app.logs.length;
    for (const one of [foreign, expired]) {
      const cnf = { 'x5t#S256': thumbprintOf(one.cert) };
      await expect(putTo(open, { token: bound(cnf), client: one })).rejects.toThrow();
    }
    expect(open.app.logs).toHaveLength(before);
  });
});

describe('the certificate of an event', () => {
  const send = async (clientCert: unknown, bearer = toHolder()) => {
    const id = await storeCustomer({ firstName: 'Ada' });
    const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' };
    const event = putEvent(id, { headers, body: '{"firstName":"Eve"}' });
    const requestContext = { ...event.requestContext, authentication: clientCert };
    return (await open.app.send({ ...event, requestContext })).status;
  };
  const ofPem = (clientCertPem: unknown) => ({ clientCert: { clientCertPem } });

  it.each<[string, (pem: string) => string]>([
    ['as it is', (pem) => pem],
    ['with CR and LF', (pem) => pem.replaceAll('\n', '\r\n')],
    ['without the last line end', (pem) => pem.trimEnd()],
    ['with text before it', (pem) => `subject=holder\n${pem}`],
    ['with its authority behind it', (pem) => `${pem}\n${authority.cert}`],
  ])('is the same in PEM %s', async (_name, write) => {
    expect(await send(ofPem(write(client.cert)))).toBe(200);
    expect(await send(ofPem(write(other.cert)))).toBe(401);
  });

  it.each<[string, unknown]>([
    ['absent', undefined],
    ['null', null],
    ['empty', {}],
    ['null in it', { clientCert: null }],
    ['empty in it', { clientCert: {} }],
    ['null for PEM', ofPem(null)],
    ['an empty text', ofPem('')],
    ['no PEM', ofPem('nonsense')],
    ['a broken one', ofPem(client.cert.replace('M', 'N'))],
    ['a list', ofPem([client.cert])],
    ['a key', ofPem(client.key)],
  ])('counts as none where it is %s', async (_name, authentication) => {
    expect(await send(authentication)).toBe(401);
    expect(await send(authentication, token(issuer.ec))).toBe(200);
  });

  it('does not pass once it has expired, or before it is valid, should the gateway let it through', async () => {
    const ages: [number, number][] = [
      [-3, -1],
      [1, 3],
    ];
    for (const [from, to] of ages) {
      const at = (days: number) => new Date(Date.now() + days * DAY_MS);
      const { cert } = await authority.issueClient('holder', { from: at(from), to: at(to) });
      expect(await send(ofPem(cert), bound({ 'x5t#S256': thumbprintOf(cert) }))).toBe(401);
    }
  });
});
