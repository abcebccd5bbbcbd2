import { type HttpResponse, toJsonResponse } from '../api-gateway/http-api-response.ts';

/**
 * The local issuer's answer to the request for a token that `npm start` prints.
 * A browser that asked the issuer itself would be kept from the answer, which
 * comes from another origin than the page.
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
