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
/** More than a table that the API's throttle keeps below a thousand writes a second has shards. */
const RESERVED_CONCURRENCY = 10;

/** The function that announces changes, with a bundle, a role and a log of its own. */
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
      // Nobody waits for it: it mostly waits itself.
      memorySize: 512,
      // It stops on its own when half of that is left (lambda/events/announce-changes.ts).
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
      // With the SDK's own way to credentials: what a smaller one saves, nobody waits for here.
      bundling: PLAIN_BUNDLING,
    });

    joinNetwork(this, context);
    acknowledge(
      this,
      'The stream invokes it and waits; what cannot be announced goes to the queue of its event source mapping.',
      ['NIST.800.53.R5-LambdaDLQ', 'Serverless-LambdaDLQ'],
    );
    acknowledge(
      this,
      'It calls EventBridge and SQS alone, by TLS at public endpoints that demand credentials. Those whose rules demand a VPC name one in the context.',
      ['NIST.800.53.R5-LambdaInsideVPC', 'PCI.DSS.321-LambdaInsideVPC'],
    );
    if (!mayReserve) {
      acknowledge(
        this,
        'A new account has no concurrency that could be reserved; it runs once for each shard of the stream at most.',
        ['NIST.800.53.R5-LambdaConcurrency'],
      );
    }
  }
}
