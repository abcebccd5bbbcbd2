import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SetupError } from '../../local/shared/setup-error.ts';
import { asUser } from './as-user.ts';
import { getToken } from './get-token.ts';
import type { ClientCertificate } from './send.ts';
import type { SmokeTarget } from './smoke-target.ts';

type Outputs = Readonly<Record<string, string | undefined>>;

/** A deployed stack as a target, by its outputs; throws a SetupError without a stack or token. */
export async function findStackTarget(
  stackName: string,
  env: NodeJS.ProcessEnv,
  certificate?: ClientCertificate,
): Promise<SmokeTarget> {
  const outputs = await outputsOf(stackName);
  const { ApiUrl: url, TableName: table } = outputs;
  if (!url || !table) throw new SetupError(`${stackName} is not a stack of this project.`);
  const tokens = outputs.UserPoolId ? await tokensOfPool(outputs) : tokensOf(env);
  return {
    url,
    table,
    client: new DynamoDBClient(),
    ...tokens,
    boundToken: isBound(tokens.token) ? tokens.token : env.SMOKE_BOUND_TOKEN || undefined,
    certificate,
    tenantId: env.SMOKE_TENANT || undefined,
  };
}

/** Whether a token is bound to a certificate (RFC 8705). */
function isBound(token: string): boolean {
  const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
  return /"x5t#S256"/.test(payload);
}

async function outputsOf(stackName: string): Promise<Outputs> {
  const client = new CloudFormationClient();
  try {
    const describing = client.send(new DescribeStacksCommand({ StackName: stackName }));
    const { Stacks } = await asUser('cloudformation:DescribeStacks', stackName, describing);
    const outputs = Stacks?.[0]?.Outputs ?? [];
    return Object.fromEntries(outputs.map((one) => [one.OutputKey, one.OutputValue]));
  } finally {
    client.destroy();
  }
}

async function tokensOfPool({ UserPoolId, ClientId, TokenEndpoint = '', RequiredScope }: Outputs) {
  const client = new CognitoIdentityProviderClient();
  const describing = client
    .send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }))
    .finally(() => client.destroy());
  const action = 'cognito-idp:DescribeUserPoolClient';
  const { UserPoolClient } = await asUser(action, String(UserPoolId), describing);
  const request = {
    tokenEndpoint: TokenEndpoint,
    clientId: ClientId ?? '',
    clientSecret: UserPoolClient?.ClientSecret ?? '',
  };
  const scope = RequiredScope ?? '';
  return {
    token: await getToken({ ...request, scope }),
    otherToken: await getToken({ ...request, scope: scope.replace(/:write$/, ':read') }),
  };
}

function tokensOf({ SMOKE_TOKEN: token, SMOKE_OTHER_TOKEN: otherToken }: NodeJS.ProcessEnv) {
  for (const [name, value] of Object.entries({
    SMOKE_TOKEN: token,
    SMOKE_OTHER_TOKEN: otherToken,
  })) {
    if (value && !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(value))
      throw new SetupError(`${name} is not a JWT.`);
  }
  if (token) return { token, otherToken: otherToken || undefined };
  throw new SetupError('The stack has no user pool: set SMOKE_TOKEN to a token of its issuer.');
}
