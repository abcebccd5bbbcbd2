import { SetupError } from '../../local/shared/setup-error.ts';

export interface TokenRequest {
  readonly tokenEndpoint: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
  readonly fields?: Readonly<Record<string, string>>;
}

/**
 * Requests an access token by the client-credentials grant (RFC 6749, section 4.4). Errors contain
 * neither the secret nor the response.
 */
export async function getToken(request: TokenRequest): Promise<string> {
  const { tokenEndpoint, clientId, clientSecret, scope, fields } = request;
  const credentials = [clientId, clientSecret].map(encodeURIComponent).join(':');
  const response = await fetch(tokenEndpoint, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope, ...fields }),
    redirect: 'error',
  }).catch(({ message, cause }) => {
    throw new SetupError(`${tokenEndpoint} gave no token: ${cause?.code ?? message}.`);
  });
  const { access_token } = (response.ok ? await response.json() : {}) as Record<string, unknown>;
  if (typeof access_token === 'string') return access_token;
  throw new SetupError(`${tokenEndpoint} gave no token for ${scope}: status ${response.status}.`);
}
