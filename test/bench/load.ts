import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import { DEFAULT_SCOPE } from '../../lambda/config.ts';
import { createLocalClient } from '../../local/dynamodb/dynamodb-client.ts';
import { putCustomers } from '../../local/seed/put-customers.ts';
import { toStoredItem } from '../../local/seed/stored-item.ts';
import { getToken } from '../../scripts/smoke/get-token.ts';
import { writeSection } from './document.ts';
import { createLedger, type LoadUpdate, type Stored } from './ledger.ts';
import { toMarkdown } from './report.ts';

const { quick } = parseArgs({ options: { quick: { type: 'boolean', default: false } } }).values;
const REQUESTS = quick ? 1_000 : 5_000;
const CONCURRENCY = [1, 4, 16, 64];
const MANY = 500;

const child = fork(fileURLToPath(new URL('./load-process.ts', import.meta.url)), {
  // A line for each request is more than a terminal can take.
  env: { ...process.env, POWERTOOLS_LOG_LEVEL: 'WARN' },
});
const [api] = (await once(child, 'message')) as [Record<string, string>];
const { url = '', tokenEndpoint = '', dynamoDbEndpoint = '', table = '' } = api;
const client = { clientId: 'load', clientSecret: 'any', scope: DEFAULT_SCOPE };
const headers = {
  authorization: `Bearer ${await getToken({ tokenEndpoint, ...client })}`,
  'content-type': 'application/json',
};

const rows: string[][] = [];
const faults: string[] = [];
for (const customers of [MANY, 1]) {
  for (const connections of CONCURRENCY) {
    process.stderr.write(`${customers} customers, ${connections} at once …\n`);
    await runOnce(await seed(customers), connections);
  }
}
child.disconnect();
const text = toMarkdown(
  ['customers', 'at once', 'requests/s', 'p50', 'p99', 'p99.9', 'answers', 'acknowledged', 'lost'],
  rows,
);
console.log(text);
if (!quick) writeSection('load', text);
for (const fault of faults.slice(0, 20)) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;

async function runOnce(ids: readonly string[], connections: number) {
  const answers = new Map<string, number>();
  const ledger = createLedger();
  let count = 0;
  const onResponse: autocannon.Request['onResponse'] = (status, body, context, head) => {
    const { id, update } = context as { id: string; update: LoadUpdate };
    const { etag } = head as { etag?: string };
    const kind = status === 200 ? '200' : `${status} ${JSON.parse(body).errorCode}`;
    answers.set(kind, (answers.get(kind) ?? 0) + 1);
    if (status === 200) ledger.acknowledge(id, update, { etag: etag ?? '' });
  };
  const result = await autocannon({
    url,
    connections,
    amount: REQUESTS,
    requests: [
      {
        method: 'PUT',
        setupRequest: (request, context) => {
          const update = toUpdate(count);
          const id = ids[count % ids.length] as string;
          count += 1;
          Object.assign(context, { id, update });
          // A copy: autocannon writes into it.
          return {
            ...request,
            headers: { ...headers },
            path: `/v1/customers/${id}`,
            body: JSON.stringify(update),
          };
        },
        onResponse,
      },
    ],
  });
  if (result.errors > 0) answers.set('none', result.errors);
  for (const kind of answers.keys()) {
    if (kind === 'none' || kind.startsWith('500')) faults.push(`Some requests got ${kind}.`);
  }
  const missing = await ledger.missing(read);
  faults.push(...missing);
  const { p50, p99, p99_9 } = result.latency;
  rows.push([
    ...[String(ids.length), String(connections), (REQUESTS / result.duration).toFixed(0)],
    ...[p50, p99, p99_9].map((time) => `${time} ms`),
    [...answers].map(([kind, times]) => `${times} × ${kind}`).join(', '),
    String(ledger.count()),
    String(missing.length),
  ]);
}

/** Updates of every kind in turn, with values that never come again but for the addresses. */
function toUpdate(count: number): LoadUpdate {
  const kinds: LoadUpdate[] = [
    { firstName: `Name ${count}` },
    { primaryPhoneNumber: { extension: String(count) } },
    { metadata: { [`key${count % 3}`]: String(count) } },
    { addresses: [{ type: 'MAILING', streetLine1: `${count % 10} Queen St`, zipCode: '10001' }] },
    { firstName: `Name ${count}`, metadata: { key0: String(count) } },
  ];
  // By a step that has no divisor in common with the number of customers, so that each gets every kind.
  return kinds[Math.floor(count / 7) % kinds.length] as LoadUpdate;
}

async function seed(count: number): Promise<string[]> {
  const customers = Array.from({ length: count }, () => ({
    id: randomUUID(),
    addresses: [
      { type: 'MAILING' as const, streetLine1: '1 Main St', zipCode: '10001', primary: true },
    ],
  }));
  const items = customers.map((customer) => toStoredItem(customer, new Date().toISOString()));
  await putCustomers(createLocalClient(dynamoDbEndpoint), table, items);
  return customers.map(({ id }) => id);
}

async function read(id: string): Promise<Stored> {
  // A request that changes nothing answers with the customer as it stands.
  const request = { method: 'PUT', headers, body: '{}' };
  const answer = await fetch(`${url}/v1/customers/${id}`, request);
  const version = Number(answer.headers.get('etag')?.slice(1, -1));
  return { version, customer: (await answer.json()) as Required<LoadUpdate> };
}
