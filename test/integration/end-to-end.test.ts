import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoredCustomer } from '../../lambda/customer/stored-customer.ts';
import { createLocalClient } from '../../local/dynamodb/dynamodb-client.ts';
import { freePort } from '../../local/shared/ports.ts';

const run = promisify(execFile);
const SAMPLE_CUSTOMER = '0e01f271-80b1-4724-b5dc-6959c7cd88dc';

let start: ChildProcess;
let output = '';
let dynamoDbPort: number;

beforeAll(async () => {
  const [port, issuerPort, dynamoDb] = await Promise.all([freePort(), freePort(), freePort()]);
  dynamoDbPort = dynamoDb;
  start = spawn(process.execPath, ['local/start.ts', '--json'], {
    env: {
      ...process.env,
      PORT: String(port),
      ISSUER_PORT: String(issuerPort),
      DYNAMODB_PORT: String(dynamoDbPort),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  start.stdout?.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  await new Promise<void>((resolve, reject) => {
    start.stdout?.on('data', () => output.includes('Ctrl-C') && resolve());
    start.once('exit', (code) => reject(new Error(`npm start ended with ${code}: ${output}`)));
  });
});

afterAll(() => {
  start.kill('SIGKILL');
});

describe('npm start, with the bundle that CDK deploys', () => {
  it('prints where it is and two commands that change the sample customer', async () => {
    expect(output).toMatch(/^Ready on http:\/\/127\.0\.0\.1:\d+$/m);
    const commands = output.split('\n').filter((line) => /^(TOKEN=|curl )/.test(line));
    expect(commands).toHaveLength(2);

    const before = await readItem();
    const { stdout } = await run('bash', ['-c', commands.join('\n')]);
    const [head = '', body = ''] = stdout.split('\r\n\r\n');

    expect(head).toMatch(/^HTTP\/1\.1 200 /);
    expect(head).toMatch(/^etag: "2"$/im);
    const customer = JSON.parse(body);
    const changed = { ...before.primaryPhoneNumber, extension: '31' };
    expect(customer.primaryPhoneNumber).toEqual({ ...changed, verified: false });
    expect(customer.socialId).toBe('6789');
    const { primaryPhoneNumber, version } = await readItem();
    expect(primaryPhoneNumber).toEqual(changed);
    expect(version).toBe(2);
  });

  it('logs the request as one line with one call of DynamoDB', async () => {
    await expect.poll(() => logLines()).toHaveLength(1);
    expect(logLines()[0]).toMatchObject({
      customerId: SAMPLE_CUSTOMER,
      principal: 'demo',
      status: 200,
      attempts: 1,
      changed: ['primaryPhoneNumber.extension'],
    });
  });

  it('ends every process on Ctrl-C', async () => {
    const ended = once(start, 'exit');
    start.kill('SIGINT');
    expect((await ended)[0]).toBe(0);
    await expect(fetch(`http://127.0.0.1:${dynamoDbPort}`)).rejects.toThrow('fetch failed');
  });
});

function logLines(): Record<string, unknown>[] {
  const lines = output.split('\n').filter((line) => line.startsWith('{'));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

async function readItem(): Promise<StoredCustomer> {
  const client = createLocalClient(`http://127.0.0.1:${dynamoDbPort}`);
  const { Item } = await DynamoDBDocumentClient.from(client).send(
    new GetCommand({ TableName: 'customers-local', Key: { id: SAMPLE_CUSTOMER } }),
  );
  client.destroy();
  return Item as StoredCustomer;
}
