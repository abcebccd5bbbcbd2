import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import type { Emulator } from './emulator.ts';

export interface StackResource {
  readonly type: string;
  /** The physical one. */
  readonly id: string;
}

/** The resources of a deployed stack, by type and physical id. */
export async function resourcesOf(emulator: Emulator, StackName: string): Promise<StackResource[]> {
  const { AWS_REGION: region, AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '' } = emulator.env;
  const client = new CloudFormationClient({
    endpoint: emulator.endpoint,
    region: region ?? '',
    credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
  });
  const { StackResources = [] } = await client
    .send(new DescribeStackResourcesCommand({ StackName }))
    .finally(() => client.destroy());
  return StackResources.map(({ ResourceType: type = '', PhysicalResourceId: id = '' }) => ({
    type,
    id,
  }));
}

/** The physical id of the one resource of a type. */
export function idOf(resources: readonly StackResource[], type: string): string | undefined {
  return resources.find((one) => one.type === type)?.id;
}
