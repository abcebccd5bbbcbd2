import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Events, OAuth2Issuer, OAuth2Service, type TokenRequest } from 'oauth2-mock-server';
import { DEFAULT_SCOPE } from '../lambda/config.ts';
import { LOOPBACK, toPortError } from './shared/ports.ts';
import { stopServer } from './shared/stop-server.ts';

export interface LocalIssuer {
  /** The exact `iss` of its tokens. */
  issuer: string;
  jwksUri: string;
  tokenEndpoint: string;
  /**
   * Signs a token; by default for the client "test", the configured audience and the scope
   * customers:write. A claim or header parameter that is undefined is left out.
   */
  sign(claims?: Claims, options?: { kid?: string; header?: Claims }): Promise<string>;
  /** Adds a key for an algorithm, such as RS256, to the key set and returns its `kid`. */
  addKey(algorithm: string): Promise<string>;
  stop(): Promise<void>;
}

interface IssuerOptions {
  /** 0 takes any free port. */
  port: number;
  /** Default `aud` of the tokens. */
  audience: string;
  /** A claim that contains the scopes in addition to `scope`. */
  scopeClaim?: string | undefined;
}

type Claims = Record<string, unknown>;
type Form = TokenRequest & { tenant?: unknown; 'x5t#S256'?: unknown };

/**
 * Starts an OAuth 2 issuer with a new key. Its token endpoint supports the client-credentials
 * grant with Basic credentials `<client id>:<anything>` and the form fields `scope`, `tenant`,
 * `aud` and `x5t#S256`, which binds the token to a certificate (RFC 8705). Throws a SetupError if
 * the port is taken.
 */
export async function startIssuer({
  port,
  audience,
  scopeClaim = 'scope',
}: IssuerOptions): Promise<LocalIssuer> {
  const issuer = new OAuth2Issuer();
  const addKey = async (algorithm: string) =>
    (await issuer.keys.generate(algorithm, { kid: randomUUID() })).kid;
  const service = new OAuth2Service(issuer);
  service.on(Events.BeforeTokenSigning, (token, request) => {
    const clientId = clientIdOf(request);
    const { aud = audience, tenant, 'x5t#S256': thumbprint } = request.body as Form;
    const { scope } = token.payload;
    Object.assign(token.payload, { sub: clientId, client_id: clientId, aud, tenant });
    Object.assign(token.payload, { [scopeClaim]: scope });
    if (thumbprint !== undefined) token.payload.cnf = { 'x5t#S256': thumbprint };
  });
  service.on(Events.BeforeResponse, (response, request) => {
    if (request.body.grant_type === 'client_credentials') return;
    Object.assign(response, { statusCode: 400, body: { error: 'unsupported_grant_type' } });
  });

  const [url, kid] = await Promise.all([listen(service, port), addKey('ES256')]);
  issuer.url = url.issuer;
  return {
    ...url,
    jwksUri: `${url.issuer}/jwks`,
    tokenEndpoint: `${url.issuer}/token`,
    addKey,
    sign: (claims = {}, { kid: signer = kid, header = {} } = {}) =>
      issuer.buildToken({
        kid: signer,
        scopesOrTransform: (tokenHeader, payload) => {
          Object.assign(payload, { sub: 'test', aud: audience, scope: DEFAULT_SCOPE }, claims);
          Object.assign(tokenHeader, header);
        },
      }),
  };
}

async function listen({ requestHandler }: OAuth2Service, port: number) {
  const server = createServer((request, response) => {
    const isTokenRequest = request.method === 'POST' && request.url?.split('?')[0] === '/token';
    if (isTokenRequest && !clientIdOf(request)) refuseClient(response);
    else requestHandler(request, response);
  });
  server.listen(port, LOOPBACK);
  await once(server, 'listening').catch((error) => {
    throw toPortError(error, port, 'ISSUER_PORT');
  });
  const { port: actual } = server.address() as AddressInfo;
  return { issuer: `http://${LOOPBACK}:${actual}`, stop: () => stopServer(server) };
}

/** The client id of the request's Basic credentials; the secret may be anything. */
function clientIdOf({ headers }: IncomingMessage): string | undefined {
  const [, credentials] = /^Basic +([\w+/-]+=*)$/i.exec(headers.authorization ?? '') ?? [];
  if (!credentials) return undefined;
  return Buffer.from(credentials, 'base64').toString().split(':', 1)[0] || undefined;
}

/** RFC 6749, section 5.2. */
function refuseClient(response: ServerResponse): void {
  response.writeHead(401, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'www-authenticate': 'Basic realm="local issuer"',
  });
  response.end(JSON.stringify({ error: 'invalid_client' }));
}
