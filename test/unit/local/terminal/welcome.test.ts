import { expect, it } from 'vitest';
import { toWelcome } from '../../../../local/terminal/welcome.ts';

const ADDRESSES = {
  url: 'http://127.0.0.1:3000',
  tokenEndpoint: 'http://127.0.0.1:3001/token',
  scope: 'customers:write',
};

it('says that all is ready, and gives a command for a token and one for the sample request', () => {
  const lines = toWelcome(ADDRESSES, 'linux').split('\n');
  expect(lines).toContain('Ready on http://127.0.0.1:3000');
  expect(lines).toContain('Or do both in a browser: http://127.0.0.1:3000/docs');
  expect(
    lines.filter((line) => /^TOKEN=\$\(curl .*http:\/\/127\.0\.0\.1:3001\/token \|/.test(line)),
  ).toHaveLength(1);
  expect(
    lines.filter((line) =>
      /^curl -i -X PUT http:\/\/127\.0\.0\.1:3000\/v1\/customers\/0e01f271-.*\$TOKEN/.test(line),
    ),
  ).toHaveLength(1);
});

it('gives the commands for PowerShell on Windows, with a tenant where there is one', () => {
  const lines = toWelcome({ ...ADDRESSES, tenant: 'demo' }, 'win32').split('\n');
  expect(lines.filter((line) => line.includes('curl'))).toEqual([]);
  expect(lines).toContain(
    "$TOKEN = (Invoke-RestMethod -Method Post http://127.0.0.1:3001/token -Headers @{ Authorization = 'Basic ZGVtbzphbnk=' } -Body @{ grant_type = 'client_credentials'; scope = 'customers:write'; tenant = 'demo' }).access_token",
  );
  expect(
    lines.filter((line) => /^Invoke-RestMethod -Method Put .*\$TOKEN/.test(line)),
  ).toHaveLength(1);
});

it('has with mutual TLS a token bound to the certificate, and the certificate in each command', () => {
  const clientFiles = { cacert: '/t/ca.pem', cert: '/t/c.pem', key: '/t/k.pem', thumbprint: 'AbC' };
  const addresses = { ...ADDRESSES, url: 'https://127.0.0.1:3000', clientFiles };
  const text = toWelcome(addresses, 'linux');
  expect(text).toContain('-d x5t#S256=AbC ');
  const files = '--cacert /t/ca.pem --cert /t/c.pem --key /t/k.pem';
  expect(text).toContain(`curl -i ${files} -X PUT https://127.0.0.1:3000/v1/customers/`);
  expect(text).toContain(`npm run smoke -- ${files}\n`);

  const onWindows = toWelcome(addresses, 'win32');
  expect(onWindows).toContain("'x5t#S256' = 'AbC'");
  expect(onWindows).toContain("CreateFromPemFile('/t/c.pem', '/t/k.pem')");
});
