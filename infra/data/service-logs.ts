import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { ApiContext } from '../context/context.ts';

/** A log group that forgets when the stage says so, encrypted with the key where there is one. */
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
      'A sandbox holds no real customers, and no line of the log has a value of any. CloudWatch encrypts it with a key of AWS.',
      ['NIST.800.53.R5-CloudWatchLogGroupEncrypted', 'PCI.DSS.321-CloudWatchLogGroupEncrypted'],
    );
  }
  return group;
}
