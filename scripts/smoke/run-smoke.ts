import { randomUUID } from 'node:crypto';
import { DeleteCommand, DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { putCustomers } from '../../local/seed/put-customers.ts';
import { readSampleCustomer } from '../../local/seed/sample-customer.ts';
import { toStoredItem } from '../../local/seed/stored-item.ts';
import { CHECKS } from './checks.ts';
import { type Answer, SmokeFailure } from './expect-answer.ts';
import type { Smoke, SmokeRequest, SmokeTarget } from './smoke-target.ts';

const TIMEOUT_MS = 20_000;

/** Runs every check on a customer of its own, tells each by a line, and deletes the customer whatever happened; returns how many failed. */
export async function runSmoke(target: SmokeTarget, tell: (line: string) => void): Promise<number> {
  const id = randomUUID();
  const documents = DynamoDBDocumentClient.from(target.client);
  const key = { TableName: target.table, Key: { id } };
  const smoke: Smoke = {
    target,
    put: (request = {}) => put(target, id, request),
    read: async () => (await documents.send(new GetCommand({ ...key, ConsistentRead: true }))).Item,
  };

  tell(`${target.url}, customer ${id}`);
  await putCustomers(target.client, target.table, [sampleCustomer(id, target.tenantId)]);
  let failures = 0;
  try {
    for (const [name, check] of Object.entries(CHECKS)) {
      const fault = await check(smoke).catch((error: unknown) => error);
      const isSkipped = typeof fault === 'string';
      if (fault !== undefined && !isSkipped) failures += 1;
      tell(
        isSkipped
          ? `skip  ${name}: ${fault}`
          : fault
            ? `FAIL  ${name}: ${why(fault)}`
            : `ok    ${name}`,
      );
    }
  } finally {
    await documents.send(new DeleteCommand(key));
    tell('      deletes its customer');
  }
  tell(failures === 0 ? 'All is well.' : `${failures} of ${Object.keys(CHECKS).length} failed.`);
  return failures;
}

function sampleCustomer(id: string, tenantId: string | undefined) {
  const customer = { ...readSampleCustomer(), id, ...(tenantId !== undefined && { tenantId }) };
  return toStoredItem(customer, new Date().toISOString());
}

async function put(
  target: SmokeTarget,
  customerId: string,
  { id = customerId, body = {}, headers = {}, token = target.token }: SmokeRequest,
): Promise<Answer> {
  const response = await fetch(`${target.url}/v1/customers/${id}`, {
    method: 'PUT',
    headers: {
      'content-type': 'application/json',
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function why(fault: unknown): string {
  if (fault instanceof SmokeFailure) return fault.message;
  return fault instanceof Error ? `${fault.name}: ${fault.message}` : String(fault);
}
