import type { Report, Values } from './context-keys.ts';

/** The VPC that the functions run in. */
export interface Network {
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  /** Undefined if each function gets a security group of its own. */
  readonly securityGroupIds: readonly string[] | undefined;
}

/** The requested VPC; reports incomplete settings. */
export function toNetwork(given: Values, report: Report): Network | undefined {
  const { vpcId, subnetIds, securityGroupIds } = given;
  const isAskedFor = (['vpcId', 'subnetIds', 'securityGroupIds'] as const).some(
    (name) => name in given,
  );
  if (!isAskedFor) return undefined;
  for (const name of ['vpcId', 'subnetIds'] as const) {
    if (!(name in given)) report(name, 'missing, and the other keys of a VPC need it');
  }
  return { vpcId: vpcId ?? '', subnetIds: subnetIds ?? [], securityGroupIds };
}
