import sample from './sample-customer.json' with { type: 'json' };

export interface Addresses {
  url: string;
  tokenEndpoint: string;
  scope: string;
}

/** What `npm start` prints when all is ready: where the API is, and two commands for a POSIX shell. */
export function toWelcome({ url, tokenEndpoint, scope }: Addresses): string {
  return `
Ready on ${url}

Get a token:

TOKEN=$(curl -s -u demo:any -d grant_type=client_credentials -d scope=${scope} ${tokenEndpoint} | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')

Change the sample customer:

curl -i -X PUT ${url}/v1/customers/${sample.id} -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"primaryPhoneNumber":{"extension":"31"}}'

Or do both in a browser: ${url}/docs

Ctrl-C ends it.
`;
}
