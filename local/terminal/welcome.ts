import sample from '../seed/sample-customer.json' with { type: 'json' };

export interface Addresses {
  url: string;
  tokenEndpoint: string;
  scope: string;
  /** The tenant to ask for, where tenancy is on. */
  tenant?: string | undefined;
}

/** What `npm start` prints when all is ready: where the API is, and two commands for a POSIX shell or, on Windows, PowerShell. */
export function toWelcome(addresses: Addresses, platform: string = process.platform): string {
  const { url } = addresses;
  const { token, change } = platform === 'win32' ? forPowerShell(addresses) : forShell(addresses);
  return `
Ready on ${url}

Get a token:

${token}

Change the sample customer:

${change}

Or do both in a browser: ${url}/docs

Ctrl-C ends it.
`;
}

const BODY = '{"primaryPhoneNumber":{"extension":"31"}}';

function forShell({ url, tokenEndpoint, ...request }: Addresses) {
  const form = toForm(request).map(([name, value]) => `-d ${name}=${value}`);
  return {
    token: `TOKEN=$(curl -s -u demo:any ${form.join(' ')} ${tokenEndpoint} | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`,
    change: `curl -i -X PUT ${url}/v1/customers/${sample.id} -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '${BODY}'`,
  };
}

function forPowerShell({ url, tokenEndpoint, ...request }: Addresses) {
  const form = toForm(request).map(([name, value]) => `${name} = '${value}'`);
  return {
    token: `$TOKEN = (Invoke-RestMethod -Method Post ${tokenEndpoint} -Headers @{ Authorization = 'Basic ${btoa('demo:any')}' } -Body @{ ${form.join('; ')} }).access_token`,
    change: `Invoke-RestMethod -Method Put ${url}/v1/customers/${sample.id} -Headers @{ Authorization = "Bearer $TOKEN" } -ContentType application/json -Body '${BODY}'`,
  };
}

function toForm({ scope, tenant }: Pick<Addresses, 'scope' | 'tenant'>): [string, string][] {
  return [
    ['grant_type', 'client_credentials'],
    ['scope', scope],
    ...(tenant === undefined ? [] : [['tenant', tenant] satisfies [string, string]]),
  ];
}
