import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Duration } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { type Alias, Architecture, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { ApiContext } from '../context/context.ts';
import type { TokenRules } from '../context/identity.ts';
import { createLogGroup } from '../data/service-logs.ts';
import { BUNDLING } from './bundling.ts';
import { createFunctionRole } from './function-role.ts';
import { joinNetwork } from './network.ts';

interface UpdateCustomerFunctionProps {
  readonly context: ApiContext;
  readonly table: TableV2;
  readonly tokenRules: TokenRules;
  readonly customerManagedKey: IKey | undefined;
}

/** The alias that callers reach the function by. */
export const LIVE = 'live';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The function that updates customers, bundled with the esbuild of this project, and the alias that callers reach it by. */
export class UpdateCustomerFunction extends NodejsFunction {
  readonly live: Alias;

  constructor(scope: Construct, id: string, props: UpdateCustomerFunctionProps) {
    assertEsbuild();
    const { context, table, customerManagedKey } = props;
    const { reservedConcurrency, provisionedConcurrency } = context;
    const logGroup = createLogGroup(scope, `${id}Logs`, context, customerManagedKey);

    super(scope, id, {
      entry: `${ROOT}lambda/handler.ts`,
      handler: 'handler',
      projectRoot: ROOT,
      depsLockFilePath: `${ROOT}package-lock.json`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      // 1769 MB is one whole vCPU. A cold start and a token's signature are CPU work; the rest is a
      // few milliseconds of waiting, so that the memory hardly shows on the bill.
      memorySize: 1769,
      // The function answers within 10 s, whatever DynamoDB and the issuer do: the rest is for a
      // cold start. API Gateway itself would wait for 30 s.
      timeout: Duration.seconds(15),
      logGroup,
      tracing: Tracing.ACTIVE,
      role: createFunctionRole(scope, `${id}Role`, {
        ...{ context, table, logGroup, customerManagedKey },
      }),
      environment: toEnvironment(props),
      ...(reservedConcurrency !== undefined && {
        reservedConcurrentExecutions: reservedConcurrency,
      }),
      // The version before this one stays, so that the alias can be rolled back by hand, too.
      currentVersionOptions: {
        removalPolicy: context.removalPolicy,
      },
      bundling: BUNDLING,
    });

    joinNetwork(this, context);
    this.live = this.addAlias(LIVE, {
      ...(provisionedConcurrency !== undefined && {
        provisionedConcurrentExecutions: provisionedConcurrency,
      }),
    });
    acknowledgeFindings(this, reservedConcurrency);
  }
}

function acknowledgeFindings(fn: NodejsFunction, reservedConcurrency: number | undefined): void {
  acknowledge(
    fn,
    'Only API Gateway invokes it, and waits for the answer: there is no asynchronous event that could get lost.',
    ['NIST.800.53.R5-LambdaDLQ', 'Serverless-LambdaDLQ'],
  );
  acknowledge(
    fn,
    'It calls DynamoDB and the issuer alone, both by TLS at public endpoints that demand credentials or hold public keys. Those whose rules demand a VPC name one in the context.',
    ['NIST.800.53.R5-LambdaInsideVPC', 'PCI.DSS.321-LambdaInsideVPC'],
  );
  if (reservedConcurrency === undefined) {
    acknowledge(
      fn,
      'A new account has no concurrency that could be reserved. The throttle of the API keeps a sandbox within bounds.',
      ['NIST.800.53.R5-LambdaConcurrency'],
    );
  }
}

/** The function's configuration (docs/development.md); an optional variable that is not set is absent, since an empty one is malformed. */
function toEnvironment({ context, table, tokenRules }: UpdateCustomerFunctionProps) {
  return {
    TABLE_NAME: table.tableName,
    JWT_ISSUER: tokenRules.issuer,
    JWT_AUDIENCE: tokenRules.audience,
    JWKS_URI: tokenRules.jwksUri,
    ...(tokenRules.audienceClaim && { AUDIENCE_CLAIM: tokenRules.audienceClaim }),
    ...(tokenRules.requiredScope && { REQUIRED_SCOPE: tokenRules.requiredScope }),
    ...(tokenRules.scopeClaim && { SCOPE_CLAIM: tokenRules.scopeClaim }),
    ...(context.senderConstrained && { SENDER_CONSTRAINED: context.senderConstrained }),
    ...(context.tenantClaim && { TENANT_CLAIM: context.tenantClaim }),
    ...(context.logLevel && { POWERTOOLS_LOG_LEVEL: context.logLevel }),
  };
}

/** Throws where esbuild is not installed; CDK would then try Docker, and fail on that. */
function assertEsbuild(): void {
  try {
    createRequire(import.meta.url).resolve('esbuild');
  } catch {
    throw new Error('esbuild is not installed, so the function cannot be bundled. Run: npm ci');
  }
}
