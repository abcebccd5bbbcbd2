import { DEFAULT_SCOPE } from '../../lambda/config.ts';
import { createLocalClient } from '../../local/dynamodb/dynamodb-client.ts';
import { LOCAL_TABLE } from '../../local/shared/defaults.ts';
import { LOOPBACK, parsePort } from '../../local/shared/ports.ts';
import { SetupError } from '../../local/shared/setup-error.ts';
import { waitUntilAnswers } from '../../local/shared/wait-until-answers.ts';
import { getToken } from './get-token.ts';
import type { SmokeTarget } from './smoke-target.ts';

const TENANT = 'smoke';

/** Where `npm start` runs with the same environment; throws a SetupError where it does not. */
export async function findLocalTarget(env: NodeJS.ProcessEnv): Promise<SmokeTarget> {
  const at = (variable: 'PORT' | 'ISSUER_PORT' | 'DYNAMODB_PORT') =>
    `http://${LOOPBACK}:${parsePort(variable, env)}`;
  return createLocalTarget({
    url: at('PORT'),
    tokenEndpoint: `${at('ISSUER_PORT')}/token`,
    dynamoDbEndpoint: env.AWS_ENDPOINT_URL_DYNAMODB ?? at('DYNAMODB_PORT'),
    scope: env.REQUIRED_SCOPE ?? DEFAULT_SCOPE,
  });
}

interface LocalAddresses {
  readonly url: string;
  readonly tokenEndpoint: string;
  readonly dynamoDbEndpoint: string;
  readonly scope: string;
}

/** A local run as a target, once all of it answers. */
export async function createLocalTarget(addresses: LocalAddresses): Promise<SmokeTarget> {
  const { url, tokenEndpoint, dynamoDbEndpoint, scope } = addresses;
  for (const one of [url, new URL(tokenEndpoint).origin, dynamoDbEndpoint]) {
    if (!(await waitUntilAnswers(one, 1_000))) {
      throw new SetupError(`Nothing answers at ${one}. Start it first: npm start`);
    }
  }
  const client = { tokenEndpoint, clientId: 'smoke', clientSecret: 'any' };
  // A run without tenants does not look at either.
  const fields = { tenant: TENANT };
  return {
    url,
    table: LOCAL_TABLE,
    client: createLocalClient(dynamoDbEndpoint),
    token: await getToken({ ...client, scope, fields }),
    otherToken: await getToken({ ...client, scope: 'customers:none', fields }),
    tenantId: TENANT,
  };
}
