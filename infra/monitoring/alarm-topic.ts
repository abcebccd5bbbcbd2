import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { ApiContext } from '../context/context.ts';

/** The alarms' topic, to which only CloudWatch in this account may publish, over TLS. */
export function createAlarmTopic(
  scope: Construct,
  { alarmEmail, stackName }: ApiContext,
  key: IKey | undefined,
): Topic {
  const topic = new Topic(scope, 'Alarms', {
    displayName: `Alarms of ${stackName}`,
    enforceSSL: true,
    ...(key && { masterKey: key }),
  });
  // This policy replaces the default one, which allowed CloudWatch to publish.
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AlarmsOfThisAccount',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  );
  if (alarmEmail) topic.addSubscription(new EmailSubscription(alarmEmail));
  if (!key) {
    acknowledge(
      topic,
      'Alarms contain only metric names and numbers. CloudWatch cannot publish with the key that AWS manages, and a sandbox has no key of its own.',
      ['NIST.800.53.R5-SNSEncryptedKMS', 'PCI.DSS.321-SNSEncryptedKMS'],
    );
  }
  return topic;
}
