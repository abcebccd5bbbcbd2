import type { Report, Values } from './context-keys.ts';
import type { StageSettings } from './stages.ts';

/** Replicas of the table in regions other than the stack's own. */
export interface Replication {
  readonly regions: readonly string[];
  readonly consistency: 'eventual' | 'strong';
  /** KMS keys by region; empty if AWS manages the keys. */
  readonly keyArns: Readonly<Record<string, string>>;
}

/** The requested replicas; reports settings that do not fit together. */
export function toReplication(
  { replicaRegions: regions, replicaConsistency, replicaKeyArns }: Values,
  { customerManagedKey }: StageSettings,
  report: Report,
): Replication | undefined {
  const consistency = replicaConsistency ?? 'eventual';
  if (consistency === 'strong' && regions?.length !== 2) {
    report('replicaRegions', 'not two regions, which replicaConsistency=strong needs');
  }
  const isForRegions =
    replicaKeyArns?.length === regions?.length &&
    replicaKeyArns?.every((arn, index) => arn.split(':')[3] === regions?.[index]);
  if (replicaKeyArns && !customerManagedKey) {
    report('replicaKeyArns', 'for stage=prod alone', 'Leave it out, or pass -c stage=prod.');
  } else if (customerManagedKey && (regions || replicaKeyArns) && !isForRegions) {
    report('replicaKeyArns', 'not one for each of replicaRegions');
  }
  if (!regions) return undefined;
  const keyArns = Object.fromEntries(
    (replicaKeyArns ?? []).map((arn, index) => [regions[index] ?? '', arn]),
  );
  return { regions, consistency, keyArns };
}
