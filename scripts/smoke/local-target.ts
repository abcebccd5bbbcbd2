import { DEFAULT_SCOPE } from '../../lambda/config.ts';
import { createLocalClient } from '../../local/dynamodb/dynamodb-client.ts';
import { thumbprintOf } from '../../local/mtls/authority.ts';
import { LOCAL_TABLE } from '../../local/shared/defaults.ts';
import { LOOPBACK, parsePort } from '../../local/shared/ports.ts';
import { SetupError } from '../../local/shared/setup-error.ts';
import { waitUntilAnswers } from '../../local/shared/wait-until-answers.ts';
import { getToken } from './get-token.ts';
import { type ClientCertificate, send } from './send.ts';
import type { SmokeTarget } from './smoke-target.ts';

const TENANT = 'smoke';
/** The thumbprint of no existing certificate. */
const OTHER_THUMBPRINT = 'A'.repeat(43);

/** The local run with the same environment; throws a SetupError if it is not running. */
export async function findLocalTarget(
  env: NodeJS.ProcessEnv,
  certificate?: ClientCertificate,
): Promise<SmokeTarget> {
  const at = (variable: 'PORT' | 'ISSUER_PORT' | 'DYNAMODB_PORT') =>
    `http://${LOOPBACK}:${parsePort(variable, env)}`;
  return createLocalTarget({
    // A run with --mtls serves TLS, any other plain HTTP.
    url: certificate ? at('PORT').replace('http:', 'https:') : at('PORT'),
    certificate,
    tokenEndpoint: `${at('ISSUER_PORT')}/token`,
    dynamoDbEndpoint: env.AWS_ENDPOINT_URL_DYNAMODB ?? at('DYNAMODB_PORT'),
    scope: env.REQUIRED_SCOPE ?? DEFAULT_SCOPE,
  });
}

interface LocalAddresses {
  readonly url: string;
  readonly certificate?: ClientCertificate | undefined;
  readonly tokenEndpoint: string;
  readonly dynamoDbEndpoint: string;
  readonly scope: string;
}

/** A local run as a target; throws a SetupError if a part of it does not answer. */
export async function createLocalTarget(addresses: LocalAddresses): Promise<SmokeTarget> {
  const { url, tokenEndpoint, dynamoDbEndpoint, scope, certificate } = addresses;
  for (const one of [url, new URL(tokenEndpoint).origin, dynamoDbEndpoint]) {
    if (!(await answers(one, certificate))) {
      throw new SetupError(`Nothing answers at ${one}. Start it first: npm start`);
    }
  }
  const client = { tokenEndpoint, clientId: 'smoke', clientSecret: 'any' };
  // A run without tenancy ignores it.
  const fields = { tenant: TENANT };
  const thumbprint = certificate ? thumbprintOf(certificate.cert) : OTHER_THUMBPRINT;
  const bound = { ...fields, 'x5t#S256': thumbprint };
  const boundToken = await getToken({ ...client, scope, fields: bound });
  return {
    url,
    table: LOCAL_TABLE,
    client: createLocalClient(dynamoDbEndpoint),
    token: certificate ? boundToken : await getToken({ ...client, scope, fields }),
    boundToken,
    certificate,
    otherToken: await getToken({
      ...client,
      scope: 'customers:none',
      fields: certificate ? bound : fields,
    }),
    tenantId: TENANT,
  };
}

/** Whether anything answers; for TLS not by the global fetch, which takes no client certificate. */
async function answers(url: string, certificate: ClientCertificate | undefined): Promise<boolean> {
  if (!url.startsWith('https:')) return waitUntilAnswers(url, 1_000);
  const request = { headers: {}, body: '', timeoutMs: 1_000, certificate: certificate ?? {} };
  return send(url, request).then(
    () => true,
    () => false,
  );
}
