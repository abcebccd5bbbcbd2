import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Duration } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogLevel, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { ApiContext } from './context.ts';

export interface UpdateCustomerFunctionProps {
  readonly context: ApiContext;
  readonly table: TableV2;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The function that updates customers, bundled with the esbuild of this project, allowed to update items of the one table and to write its own log, nothing else. */
export class UpdateCustomerFunction extends NodejsFunction {
  constructor(scope: Construct, id: string, props: UpdateCustomerFunctionProps) {
    assertEsbuild();

    const logGroup = new LogGroup(scope, `${id}Logs`, { retention: RetentionDays.ONE_MONTH });

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
      // A role of our own: the default one may write to every log group of the account.
      role: new Role(scope, `${id}Role`, {
        assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
        inlinePolicies: {
          UpdateCustomers: allow(['dynamodb:UpdateItem'], props.table.tableArn),
          WriteLogs: allow(['logs:CreateLogStream', 'logs:PutLogEvents'], logGroup.logGroupArn),
        },
      }),
      environment: toEnvironment(props),
      bundling: {
        format: OutputFormat.ESM,
        mainFields: ['module', 'main'],
        minify: true,
        sourceMap: false,
        logLevel: LogLevel.WARNING,
        // The runtime's own SDK changes without a deploy: what was tested is what runs.
        bundleAwsSDK: true,
      },
    });
  }
}

function allow(actions: string[], resource: string): PolicyDocument {
  return new PolicyDocument({
    statements: [new PolicyStatement({ actions, resources: [resource] })],
  });
}

/** The variables of the contract's section 8; an optional one that is not set is absent, since an empty one is malformed. */
function toEnvironment({ context, table }: UpdateCustomerFunctionProps): Record<string, string> {
  return {
    TABLE_NAME: table.tableName,
    JWT_ISSUER: context.issuer,
    JWT_AUDIENCE: context.audience,
    JWKS_URI: context.jwksUri,
    ...(context.audienceClaim && { AUDIENCE_CLAIM: context.audienceClaim }),
    ...(context.requiredScope && { REQUIRED_SCOPE: context.requiredScope }),
    ...(context.tenantClaim && { TENANT_CLAIM: context.tenantClaim }),
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
