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
/** Nothing takes it yet; with it the smoke test asks for a token that must be refused. */
const READ = new ResourceServerScope({
  scopeName: 'customers:read',
  scopeDescription: 'Read customers',
});

/** A user pool without users, for machines alone: one client that gets tokens by the client-credentials grant. */
export class CognitoIdentity extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  readonly tokenEndpoint: string;
  readonly tokenRules: TokenRules;

  constructor(scope: Construct, id: string, { keepsData }: ApiContext) {
    super(scope, id);

    this.pool = new UserPool(this, 'Pool', {
      // No user ever signs in. If somebody creates one all the same, its password is not weak.
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
      'The plus tier adds threat protection for users who sign in. This pool has none: no client of it has a flow by which a user could.',
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
    // Left out, the client could sign users in, too; CDK leaves an empty list out.
    (this.client.node.defaultChild as CfnUserPoolClient).explicitAuthFlows = [
      'ALLOW_REFRESH_TOKEN_AUTH',
    ];
    const domain = this.pool.addDomain('Domain', {
      // Of all names in the region this one must be free: the first eight digits of the stack's own id.
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

/** arn:…:stack/name/uuid */
function uniquePart(): string {
  return Fn.select(0, Fn.split('-', Fn.select(2, Fn.split('/', Aws.STACK_ID))));
}
