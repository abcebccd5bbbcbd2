import type { ClientFiles } from '../mtls/client-files.ts';
import sample from '../seed/sample-customer.json' with { type: 'json' };

export interface Addresses {
  url: string;
  tokenEndpoint: string;
  scope: string;
  /** The tenant to request, if tenancy is on. */
  tenant?: string | undefined;
  /** The client's certificate files, with mutual TLS. */
  clientFiles?: ClientFiles | undefined;
}

/**
 * What `npm start` prints when it is ready: the API's URL and two commands, for a POSIX shell or,
 * on Windows, PowerShell.
 */
export function toWelcome(addresses: Addresses, platform: string = process.platform): string {
  const { url, clientFiles } = addresses;
  const { token, change } = platform === 'win32' ? forPowerShell(addresses) : forShell(addresses);
  return `
Ready on ${url}

Get a token${clientFiles ? " that is bound to the client's certificate" : ''}:

${token}

Change the sample customer:

${change}

${
  clientFiles
    ? `Try it out with the certificate:

npm run smoke -- ${toOptions(clientFiles)}`
    : `Or do both in a browser: ${url}/docs`
}

Ctrl-C ends it.
`;
}

const BODY = '{"primaryPhoneNumber":{"extension":"31"}}';

function forShell({ url, tokenEndpoint, ...request }: Addresses) {
  const form = toForm(request).map(([name, value]) => `-d ${name}=${value}`);
  const { clientFiles } = request;
  const certificate = clientFiles ? `${toOptions(clientFiles)} ` : '';
  return {
    token: `TOKEN=$(curl -s -u demo:any ${form.join(' ')} ${tokenEndpoint} | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`,
    change: `curl -i ${certificate}-X PUT ${url}/v1/customers/${sample.id} -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '${BODY}'`,
  };
}

function forPowerShell({ url, tokenEndpoint, ...request }: Addresses) {
  const form = toForm(request).map(([name, value]) =>
    name.includes('#') ? `'${name}' = '${value}'` : `${name} = '${value}'`,
  );
  const { clientFiles } = request;
  const certificate = clientFiles
    ? ` -SkipCertificateCheck -Certificate ([System.Security.Cryptography.X509Certificates.X509Certificate2]::CreateFromPemFile('${clientFiles.cert}', '${clientFiles.key}'))`
    : '';
  return {
    token: `$TOKEN = (Invoke-RestMethod -Method Post ${tokenEndpoint} -Headers @{ Authorization = 'Basic ${btoa('demo:any')}' } -Body @{ ${form.join('; ')} }).access_token`,
    change: `Invoke-RestMethod -Method Put ${url}/v1/customers/${sample.id} -Headers @{ Authorization = "Bearer $TOKEN" } -ContentType application/json -Body '${BODY}'${certificate}`,
  };
}

/** Options of both curl and the smoke test. */
function toOptions({ cacert, cert, key }: ClientFiles): string {
  return `--cacert ${cacert} --cert ${cert} --key ${key}`;
}

function toForm({
  scope,
  tenant,
  clientFiles,
}: Pick<Addresses, 'scope' | 'tenant' | 'clientFiles'>): [string, string][] {
  const bound: [string, string][] = clientFiles ? [['x5t#S256', clientFiles.thumbprint]] : [];
  return [
    ['grant_type', 'client_credentials'],
    ['scope', scope],
    ...(tenant === undefined ? [] : [['tenant', tenant] satisfies [string, string]]),
    ...bound,
  ];
}
