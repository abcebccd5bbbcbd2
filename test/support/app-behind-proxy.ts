import { createDynamoDbClient } from '../../lambda/aws/dynamodb-client.ts';
import { localClientConfig } from '../../local/dynamodb/dynamodb-client.ts';
import { type FaultPlan, type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { startTestApp, type TestApp, type TestAppOptions } from './test-app.ts';

export type AppBehindProxy = TestApp & { proxy: FaultProxy };

/** A test app with the function's own client, time-outs and retries, and a faulty way to DynamoDB Local. */
export async function startAppBehindProxy(
  plan?: FaultPlan,
  options: TestAppOptions = {},
): Promise<AppBehindProxy> {
  const proxy = await startFaultProxy(plan);
  const client = createDynamoDbClient(localClientConfig(proxy.endpoint));
  const app = await startTestApp({ ...options, client });
  const stop = async () => {
    await app.stop();
    await proxy.stop();
  };
  return { ...app, proxy, stop };
}
