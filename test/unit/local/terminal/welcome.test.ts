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
