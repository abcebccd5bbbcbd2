import { fileURLToPath } from 'node:url';
import { Duration } from 'aws-cdk-lib';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { ApiContext } from '../context/context.ts';
import { createLogGroup } from '../data/service-logs.ts';
import { PLAIN_BUNDLING } from '../function/bundling.ts';
import { joinNetwork } from '../function/network.ts';
import { createAnnounceRole } from './announce-role.ts';

interface AnnounceChangesProps {
  readonly context: ApiContext;
  readonly streamArn: string;
  readonly bus: EventBus;
  readonly deadLetters: IQueue;
  readonly customerManagedKey: IKey | undefined;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** More than the stream has shards: the API's throttle keeps it below 1000 writes a second. */
const RESERVED_CONCURRENCY = 10;

/** The function that announces changes, with its own bundle, role and log. */
export class AnnounceChangesFunction extends NodejsFunction {
  constructor(scope: Construct, id: string, props: AnnounceChangesProps) {
    const { context, bus, deadLetters, customerManagedKey } = props;
    const logGroup = createLogGroup(scope, `${id}Logs`, context, customerManagedKey);
    const mayReserve = context.reservedConcurrency !== undefined;

    super(scope, id, {
      entry: `${ROOT}lambda/events/handler.ts`,
      handler: 'handler',
      projectRoot: ROOT,
      depsLockFilePath: `${ROOT}package-lock.json`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      // No caller waits for it, and it mostly waits for EventBridge.
      memorySize: 512,
      // It starts no further request when half of this is left (lambda/events/announce-changes.ts).
      timeout: Duration.seconds(60),
      logGroup,
      tracing: Tracing.ACTIVE,
      role: createAnnounceRole(scope, `${id}Role`, { ...props, logGroup }),
      environment: {
        EVENT_BUS_NAME: bus.eventBusName,
        DEAD_LETTER_QUEUE_URL: deadLetters.queueUrl,
        ...(context.logLevel && { POWERTOOLS_LOG_LEVEL: context.logLevel }),
      },
      ...(mayReserve && { reservedConcurrentExecutions: RESERVED_CONCURRENCY }),
      // Keeps the SDK's credential chain: no caller waits for this function's cold start.
      bundling: PLAIN_BUNDLING,
    });

    joinNetwork(this, context);
    acknowledge(
      this,
      'Its event source mapping invokes it synchronously and sends what cannot be announced to a dead-letter queue.',
      ['NIST.800.53.R5-LambdaDLQ', 'Serverless-LambdaDLQ'],
    );
    acknowledge(
      this,
      'It only calls EventBridge and SQS, over TLS at public endpoints that require credentials. A VPC can be set in the context.',
      ['NIST.800.53.R5-LambdaInsideVPC', 'PCI.DSS.321-LambdaInsideVPC'],
    );
    if (!mayReserve) {
      acknowledge(
        this,
        'A new account has no concurrency to reserve; the function runs at most once per shard of the stream.',
        ['NIST.800.53.R5-LambdaConcurrency'],
      );
    }
  }
}
