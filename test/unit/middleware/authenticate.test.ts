import { expect, it } from 'vitest';
import { KEY, NOW, putWithoutTable } from '../../support/app-without-table.ts';
import { ISSUER, token } from '../../support/raw-issuer.ts';
import { AUDIENCE } from '../../support/test-app.ts';

const iat = Date.parse(NOW) / 1000;
const claims = { iss: ISSUER, aud: AUDIENCE, sub: 'ann', scope: 'customers:write' };
const good = token(KEY, {}, { ...claims, iat, exp: iat + 60 });
const NO_CREDENTIALS = 'Bearer realm="customers"';

it.each([
  { name: 'the token', authorization: `Bearer ${good}` },
  { name: 'another letter case', authorization: `bEARER ${good}` },
  { name: 'several blanks', authorization: `  Bearer   ${good} ` },
])('an Authorization header with $name is accepted', async ({ authorization }) => {
  expect(await putWithoutTable({ headers: { authorization } })).toMatchObject({ status: 200 });
});

it.each([
  { name: 'no header', authorization: undefined },
  { name: 'an empty header', authorization: '' },
  { name: 'the scheme alone', authorization: 'Bearer' },
  { name: 'the token alone', authorization: good },
  { name: 'no blank between', authorization: `Bearer${good}` },
  { name: 'something before the scheme', authorization: `xBearer ${good}` },
  { name: 'another scheme before', authorization: `Basic x, Bearer ${good}` },
])('with $name there are no credentials', async ({ authorization }) => {
  const answer = await putWithoutTable({ headers: { authorization } });
  expect(answer.status).toBe(401);
  expect(answer.headers).toMatchObject({ 'www-authenticate': NO_CREDENTIALS });
});

it('a token with something after it is not valid', async () => {
  const answer = await putWithoutTable({ headers: { authorization: `Bearer ${good} x` } });
  expect(answer.status).toBe(401);
  expect(answer.headers['www-authenticate']).toContain('invalid_token');
});
