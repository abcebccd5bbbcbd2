import { expect, it } from 'vitest';
import { toWelcome } from '../../../../local/terminal/welcome.ts';

it('says that all is ready, and gives a command for a token and one for the sample request', () => {
  const lines = toWelcome({
    url: 'http://127.0.0.1:3000',
    tokenEndpoint: 'http://127.0.0.1:3001/token',
    scope: 'customers:write',
  }).split('\n');
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
