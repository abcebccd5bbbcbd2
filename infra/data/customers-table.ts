import { RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  MultiRegionConsistency,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { type ApiContext, ContextError } from '../context/context.ts';

/** Creates the table of customers, with replicas in the regions that the context names. */
export function createCustomersTable(
  scope: Construct,
  { replication, keepsData, changeEvents }: ApiContext,
  key: IKey | undefined,
): TableV2 {
  if (replication || key) assertRegion(scope, replication?.regions ?? []);

  // TableV2 even for one region: a Table cannot become a global table without replacement.
  return new TableV2(scope, 'Customers', {
    partitionKey: { name: 'id', type: AttributeType.STRING },
    billing: Billing.onDemand(),
    encryption: key
      ? TableEncryptionV2.customerManagedKey(key, { ...replication?.keyArns })
      : TableEncryptionV2.awsManagedKey(),
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: keepsData,
    ...(changeEvents && { dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES }),
    // Not RETAIN_ON_UPDATE_OR_DELETE: a rollback cannot delete a protected table and would fail.
    removalPolicy: keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    ...(replication && { replicas: replication.regions.map((region) => ({ region })) }),
    ...(replication?.consistency === 'strong' && {
      multiRegionConsistency: MultiRegionConsistency.STRONG,
    }),
  });
}

/** CDK needs to know the table's region to configure keys and replicas. */
function assertRegion(scope: Construct, otherRegions: readonly string[]): void {
  const { region } = Stack.of(scope);
  if (Token.isUnresolved(region)) {
    throw new ContextError([
      'stage=prod needs a region, and so does replicaRegions. Set AWS_REGION.',
    ]);
  }
  if (otherRegions.includes(region)) {
    throw new ContextError([
      `replicaRegions has ${region}, the region of the stack itself. Leave that one out.`,
    ]);
  }
}
