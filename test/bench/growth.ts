import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../../infra/synth.ts';
import { createLocalClient } from '../../local/dynamodb/dynamodb-client.ts';
import { startDynamoDbLocal } from '../../local/dynamodb/dynamodb-local.ts';
import { createTable } from '../../local/dynamodb/table.ts';
import { putCustomers } from '../../local/seed/put-customers.ts';
import { toStoredItem } from '../../local/seed/stored-item.ts';
import { writeSection } from './document.ts';
import { createMeteredApp, type MeteredApp } from './metered-app.ts';
import { toMarkdown } from './report.ts';
import { SAMPLE_UPDATE } from './world.ts';

const TABLE = 'growth';
const ROUNDS = 4;
const IN_REQUEST = [0, 1, 2, 5, 10, 20];
const STORED = [0, 10, 20, 30, 40, 50];
const FULL_METADATA = Object.fromEntries(
  Array.from({ length: 5 }, (_, index) => [`key${index}`, 'x'.repeat(1024)]),
);

const outdir = mkdtempSync(join(tmpdir(), 'growth-'));
process.once('exit', () => rmSync(outdir, { recursive: true, force: true }));
const context = { issuer: 'https://issuer.example', audience: 'customers' };
const { template } = synthesize({ outdir, context });
const dynamoDb = await startDynamoDbLocal({ port: 0 });
const client = createLocalClient(dynamoDb.endpoint);
await createTable(client, template, TABLE);
const app = await createMeteredApp(dynamoDb.endpoint, TABLE);
// The code paths of all cases, so that no case pays for the compiling of another.
for (const count of [1, 20]) await measure(app, 10, {}, { addresses: toAddresses(count) });

const toUpdate = (count: number) =>
  count === 0 ? SAMPLE_UPDATE : { addresses: toAddresses(count) };
const byRequest = await leastOf(IN_REQUEST, (count) =>
  measure(app, 0, FULL_METADATA, toUpdate(count)),
);
const byCustomer = await leastOf(STORED, (count) =>
  measure(app, count, FULL_METADATA, SAMPLE_UPDATE),
);
await dynamoDb.stop();

const text = [
  'By addresses in the request, for a customer without addresses but with 5 KiB of metadata:',
  toTable('addresses in the request', IN_REQUEST, byRequest),
  'By addresses of the customer, for the sample request:',
  toTable('addresses stored', STORED, byCustomer),
].join('\n\n');
console.log(text);
writeSection('growth', text);

type Measured = Awaited<ReturnType<typeof measure>>;

/** Runs all cases in turn a few times, and takes the fastest run of each. */
async function leastOf(counts: readonly number[], run: (count: number) => Promise<Measured>) {
  const least = new Map<number, Measured>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const count of counts) {
      const measured = await run(count);
      const { cpu } = least.get(count) ?? measured;
      if (measured.cpu <= cpu) least.set(count, measured);
    }
  }
  return counts.map((count) => least.get(count) as Measured);
}

async function measure(
  { put, meter }: MeteredApp,
  stored: number,
  metadata: Record<string, string>,
  update: unknown,
) {
  const customer = {
    id: randomUUID(),
    addresses: toAddresses(stored, 'Stored'),
    metadata,
  };
  const item = toStoredItem(customer, new Date().toISOString());
  await putCustomers(client, TABLE, [item]);
  const send = async (times: number) => {
    for (let i = 0; i < times; i++) await put(item.id, update);
  };
  await send(50);
  const runs: number[] = [];
  for (let batch = 0; batch < 3; batch++) {
    const before = process.cpuUsage();
    await send(100);
    const { user, system } = process.cpuUsage(before);
    runs.push((user + system) / 1000 / 100);
  }
  return { cpu: Math.min(...runs), ...meter() };
}

function toAddresses(count: number, street = 'Queen St') {
  return Array.from({ length: count }, (_, index) => ({
    type: 'MAILING' as const,
    streetLine1: `${index + 1} ${street}`,
    streetLine2: 'Suite 230',
    cityName: 'New York',
    stateCode: 'NY',
    countryCode: 'USA',
    zipCode: '10001',
    ...(index === 0 && { primary: true }),
  }));
}

function toTable(first: string, counts: readonly number[], measured: readonly Measured[]): string {
  const rows = counts.map((count, index) => {
    const { cpu, units, calls, sent } = measured[index] as Measured;
    return [String(count), `${cpu.toFixed(2)} ms`, String(calls), String(sent), String(units)];
  });
  return toMarkdown([first, 'CPU', 'DynamoDB calls', 'bytes sent', 'write units'], rows);
}
