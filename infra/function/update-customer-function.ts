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

/** The alias by which callers reach the function. */
export const LIVE = 'live';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The function that updates customers, bundled with this project's esbuild, and its alias. */
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
      // 1769 MB gives one full vCPU, for cold starts and token signatures. The rest of a request is
      // a few milliseconds of waiting, so that the memory hardly affects the bill.
      memorySize: 1769,
      // The function answers within 10 s whatever DynamoDB and the issuer do; the rest is for a
      // cold start. API Gateway waits for up to 30 s.
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
      // In prod the previous version stays, so that the alias can also be rolled back by hand.
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
    'Only API Gateway invokes it, synchronously: there are no asynchronous events to lose.',
    ['NIST.800.53.R5-LambdaDLQ', 'Serverless-LambdaDLQ'],
  );
  acknowledge(
    fn,
    'It only calls DynamoDB and the issuer, over TLS at public endpoints that require credentials or serve public keys. A VPC can be set in the context.',
    ['NIST.800.53.R5-LambdaInsideVPC', 'PCI.DSS.321-LambdaInsideVPC'],
  );
  if (reservedConcurrency === undefined) {
    acknowledge(
      fn,
      'A new account has no concurrency to reserve. The throttle of the API limits a sandbox.',
      ['NIST.800.53.R5-LambdaConcurrency'],
    );
  }
}

/**
 * The function's environment variables (docs/development.md). Unset optional variables are left
 * out, because empty ones are malformed.
 */
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

/** Throws if esbuild is not installed; CDK would try Docker instead and fail. */
function assertEsbuild(): void {
  try {
    createRequire(import.meta.url).resolve('esbuild');
  } catch {
    throw new Error('esbuild is not installed, so the function cannot be bundled. Run: npm ci');
  }
}
