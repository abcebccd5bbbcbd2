import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoDbClient } from '../../lambda/aws/dynamodb-client.ts';
import { createUpdateItem } from '../../lambda/write/send-update.ts';
import { localClientConfig } from '../../local/dynamodb/dynamodb-client.ts';

let server: Server;
let requests = 0;

beforeAll(async () => {
  server = createServer((_, response) => {
    requests += 1;
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(
      '{"__type":"com.amazonaws.dynamodb.v20120810#ReplicatedWriteConflictException","message":""}',
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => void server.close());

describe('a write to a replica with strong consistency', () => {
  it('that keeps meeting another region’s is a 409 CONFLICT', async () => {
    const { port } = server.address() as AddressInfo;
    const client = createDynamoDbClient(localClientConfig(`http://127.0.0.1:${port}`));
    const updateItem = createUpdateItem(client);
    const attempts: number[] = [];
    const update = updateItem(
      { TableName: 'customers', Key: { id: 'a' }, ExpressionAttributeValues: {} },
      { signal: AbortSignal.timeout(5_000), onAttempts: (count) => void attempts.push(count) },
    );

    await expect(update).rejects.toMatchObject({
      code: 'CONFLICT',
      headers: { 'retry-after': '1' },
    });
    // The SDK itself retries.
    expect(requests).toBeGreaterThan(1);
    expect(attempts).toEqual([requests]);
    client.destroy();
  });
});
