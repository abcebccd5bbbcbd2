import { type HttpResponse, toJsonResponse } from '../api-gateway/http-api-response.ts';

/**
 * Requests a token from the local issuer, as in the command that `npm start` prints. The page
 * cannot do so itself, because the issuer has another origin.
 */
export async function getDemoToken(options: {
  tokenEndpoint: string;
  scope: string;
  tenant?: string | undefined;
}): Promise<HttpResponse> {
  const { tokenEndpoint, scope, tenant } = options;
  const response = await fetch(tokenEndpoint, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('demo:any')}` },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope,
      ...(tenant !== undefined && { tenant }),
    }),
  });
  const { statusCode, headers, body } = toJsonResponse(response.status, await response.text());
  return { statusCode, headers: { ...headers, 'cache-control': 'no-store' }, body };
}
