import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { ApiContext } from '../context/context.ts';

/** Creates a log group with the stage's retention, encrypted with the key if there is one. */
export function createLogGroup(
  scope: Construct,
  id: string,
  { logRetention, removalPolicy }: ApiContext,
  key: IKey | undefined,
): LogGroup {
  const group = new LogGroup(scope, id, {
    retention: logRetention,
    removalPolicy,
    ...(key && { encryptionKey: key }),
  });
  if (!key) {
    acknowledge(
      group,
      'A sandbox holds no real customers, and the log contains no values of customers. CloudWatch encrypts it with a key that AWS owns.',
      ['NIST.800.53.R5-CloudWatchLogGroupEncrypted', 'PCI.DSS.321-CloudWatchLogGroupEncrypted'],
    );
  }
  return group;
}
