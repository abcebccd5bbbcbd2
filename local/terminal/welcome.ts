import sample from '../seed/sample-customer.json' with { type: 'json' };

export interface Addresses {
  url: string;
  tokenEndpoint: string;
  scope: string;
  /** The tenant to ask for, where tenancy is on. */
  tenant?: string | undefined;
}

/** What `npm start` prints when all is ready: where the API is, and two commands for a POSIX shell. */
export function toWelcome({ url, tokenEndpoint, scope, tenant }: Addresses): string {
  const form = ['grant_type=client_credentials', `scope=${scope}`];
  if (tenant !== undefined) form.push(`tenant=${tenant}`);
  return `
Ready on ${url}

Get a token:

TOKEN=$(curl -s -u demo:any ${form.map((field) => `-d ${field}`).join(' ')} ${tokenEndpoint} | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')

Change the sample customer:

curl -i -X PUT ${url}/v1/customers/${sample.id} -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"primaryPhoneNumber":{"extension":"31"}}'

Or do both in a browser: ${url}/docs

Ctrl-C ends it.
`;
}
