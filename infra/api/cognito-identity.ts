import { Aws, Duration, Fn, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRecovery,
  type CfnUserPoolClient,
  FeaturePlan,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  UserPool,
  type UserPoolClient,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { ApiContext } from '../context/context.ts';
import type { TokenRules } from '../context/identity.ts';

const RESOURCE_SERVER = 'customers';
const WRITE = new ResourceServerScope({
  scopeName: 'customers:write',
  scopeDescription: 'Update customers',
});
/** Grants nothing; the smoke test uses it to request a token that must be refused. */
const READ = new ResourceServerScope({
  scopeName: 'customers:read',
  scopeDescription: 'Read customers',
});

/** A user pool without users: one client, which gets tokens by the client-credentials grant. */
export class CognitoIdentity extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  readonly tokenEndpoint: string;
  readonly tokenRules: TokenRules;

  constructor(scope: Construct, id: string, { keepsData }: ApiContext) {
    super(scope, id);

    this.pool = new UserPool(this, 'Pool', {
      // There are no users. Should an administrator create one, it needs a strong password.
      selfSignUpEnabled: false,
      accountRecovery: AccountRecovery.NONE,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 16,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(1),
      },
      featurePlan: FeaturePlan.ESSENTIALS,
      deletionProtection: keepsData,
      removalPolicy: keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    acknowledge(
      this.pool,
      'The Plus tier adds threat protection for users who sign in. This pool has no users, and its client has no flow by which a user could sign in.',
      ['AwsSolutions-COG8'],
    );

    const server = this.pool.addResourceServer('Api', {
      identifier: RESOURCE_SERVER,
      scopes: [WRITE, READ],
    });
    this.client = this.pool.addClient('Machine', {
      generateSecret: true,
      oAuth: {
        flows: { clientCredentials: true },
        scopes: [WRITE, READ].map((one) => OAuthScope.resourceServer(server, one)),
      },
      accessTokenValidity: Duration.minutes(15),
      enableTokenRevocation: true,
    });
    // Without a list Cognito would let the client sign users in, and CDK omits an empty list.
    (this.client.node.defaultChild as CfnUserPoolClient).explicitAuthFlows = [
      'ALLOW_REFRESH_TOKEN_AUTH',
    ];
    const domain = this.pool.addDomain('Domain', {
      // Must be unique in the region, so it ends in the first eight digits of the stack's id.
      cognitoDomain: { domainPrefix: `customers-${uniquePart()}` },
    });

    this.tokenEndpoint = `${domain.baseUrl()}/oauth2/token`;
    this.tokenRules = {
      issuer: this.pool.userPoolProviderUrl,
      jwksUri: `${this.pool.userPoolProviderUrl}/.well-known/jwks.json`,
      // Client-credentials tokens of Amazon Cognito have no aud.
      audience: this.client.userPoolClientId,
      audienceClaim: 'client_id',
      requiredScope: `${RESOURCE_SERVER}/${WRITE.scopeName}`,
      scopeClaim: undefined,
    };
  }
}

/** The stack's id is arn:…:stack/name/uuid; this is the uuid up to its first dash. */
function uniquePart(): string {
  return Fn.select(0, Fn.split('-', Fn.select(2, Fn.split('/', Aws.STACK_ID))));
}
