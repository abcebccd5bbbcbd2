import { Duration, Stack } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { CfnArchive, EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { EventSourceMapping, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { ApiContext } from '../context/context.ts';
import { AnnounceChangesFunction } from './announce-changes-function.ts';

interface ChangeEventsProps {
  readonly context: ApiContext;
  readonly table: TableV2;
  readonly customerManagedKey: Key | undefined;
}

/**
 * Announces every change of a customer: the function that reads the table's stream, an event bus,
 * and a dead-letter queue for what could not be announced (docs/events.md).
 */
export class ChangeEvents extends Construct {
  readonly bus: EventBus;
  readonly deadLetters: Queue;
  readonly announceChanges: AnnounceChangesFunction;

  constructor(scope: Construct, id: string, props: ChangeEventsProps) {
    super(scope, id);
    const { context, table, customerManagedKey } = props;
    const streamArn = table.tableStreamArn;
    if (streamArn === undefined) throw new Error('The table has no stream.');

    this.bus = createBus(this, props);
    this.deadLetters = new Queue(this, 'DeadLetters', {
      encryption: customerManagedKey ? QueueEncryption.KMS : QueueEncryption.SQS_MANAGED,
      ...(customerManagedKey && { encryptionMasterKey: customerManagedKey }),
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      removalPolicy: context.removalPolicy,
    });
    acknowledge(this.deadLetters, 'It is a dead-letter queue itself.', [
      'AwsSolutions-SQS3',
      'Serverless-SQSRedrivePolicy',
    ]);
    this.announceChanges = new AnnounceChangesFunction(this, 'AnnounceChanges', {
      context,
      streamArn,
      bus: this.bus,
      deadLetters: this.deadLetters,
      customerManagedKey,
    });

    new EventSourceMapping(this, 'Stream', {
      target: this.announceChanges,
      eventSourceArn: streamArn,
      // Also announces what changes while the mapping is created.
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      reportBatchItemFailures: true,
      // Narrows a failure of the whole function down to one record.
      bisectBatchOnError: true,
      // No limit on the number of retries: Lambda retries as long as the stream keeps a record.
      maxRecordAge: Duration.days(1),
      onFailure: new SqsDlq(this.deadLetters),
    });
  }
}

/** Named after the stack: CDK's default name would be the same for every stack of an account. */
function createBus(scope: Construct, { context, customerManagedKey }: ChangeEventsProps): EventBus {
  const { stackName, changeEvents } = context;
  const eventBusName = `${stackName}-changes`;
  const bus = new EventBus(scope, 'Bus', {
    eventBusName,
    description: `Which properties of the customers of ${stackName} changed`,
    ...(customerManagedKey && { kmsKey: customerManagedKey }),
  });
  if (changeEvents?.archiveDays === undefined) return bus;

  new CfnArchive(scope, 'Archive', {
    sourceArn: bus.eventBusArn,
    description: `The change events of ${stackName}, to be replayed`,
    retentionDays: changeEvents.archiveDays,
    ...(customerManagedKey && { kmsKeyIdentifier: customerManagedKey.keyArn }),
  });
  if (customerManagedKey) letArchiveUse(customerManagedKey, scope, eventBusName);
  return bus;
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/encryption-archives-key-policy.html */
function letArchiveUse(key: Key, scope: Construct, eventBusName: string): void {
  const principals = [new ServicePrincipal('events.amazonaws.com')];
  // Spelt out: a reference to the bus would be circular, because the bus depends on the key.
  const busArn = Stack.of(scope).formatArn({
    service: 'events',
    resource: 'event-bus',
    resourceName: eventBusName,
  });
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'ArchiveOfTheBus',
      principals,
      actions: ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:ReEncrypt*'],
      resources: ['*'],
      conditions: { StringEquals: { 'kms:EncryptionContext:aws:events:event-bus:arn': busArn } },
    }),
  );
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'CheckOfTheArchivesKey',
      principals,
      actions: ['kms:DescribeKey'],
      resources: ['*'],
    }),
  );
}
