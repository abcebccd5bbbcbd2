import { randomUUID } from 'node:crypto';
import { DeleteCommand, DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { putCustomers } from '../../local/seed/put-customers.ts';
import { readSampleCustomer } from '../../local/seed/sample-customer.ts';
import { toStoredItem } from '../../local/seed/stored-item.ts';
import { SetupError } from '../../local/shared/setup-error.ts';
import { asUser } from './as-user.ts';
import { boundChecks } from './bound-checks.ts';
import { CHECKS, type Check } from './checks.ts';
import { type Answer, SmokeFailure } from './expect-answer.ts';
import { send } from './send.ts';
import type { Smoke, SmokeRequest, SmokeTarget } from './smoke-target.ts';

const TIMEOUT_MS = 20_000;

/**
 * Runs all checks on a customer of its own, reports each in a line, and always deletes the
 * customer. Returns the number of failures.
 */
export async function runSmoke(
  target: SmokeTarget,
  report: (line: string) => void,
): Promise<number> {
  const id = randomUUID();
  const documents = DynamoDBDocumentClient.from(target.client);
  const key = { TableName: target.table, Key: { id } };
  const smoke: Smoke = {
    target,
    put: (request = {}) => put(target, id, request),
    read: async () => {
      const reading = documents.send(new GetCommand({ ...key, ConsistentRead: true }));
      return (await asUser('dynamodb:GetItem', target.table, reading)).Item;
    },
  };

  report(`${target.url}, customer ${id}`);
  const customer = sampleCustomer(id, target.tenantId);
  await asUser(
    'dynamodb:PutItem',
    target.table,
    putCustomers(target.client, target.table, [customer]),
  );
  let failures = 0;
  try {
    const checks = { ...boundChecks(target), ...CHECKS };
    for (const [name, check] of Object.entries(checks)) {
      try {
        report(toLine(name, await check(smoke)));
      } catch (fault) {
        failures += 1;
        report(`FAIL  ${name}: ${why(fault)}`);
      }
    }
  } finally {
    const deleting = documents.send(new DeleteCommand(key));
    await asUser('dynamodb:DeleteItem', target.table, deleting).then(
      () => report('      deletes its customer'),
      (fault) => {
        failures += 1;
        report(`FAIL  leaves its customer behind: ${why(fault)}`);
      },
    );
  }
  report(failures === 0 ? 'All is well.' : `${failures} failed.`);
  return failures;
}

function toLine(name: string, remark: Awaited<ReturnType<Check>>): string {
  if (remark === undefined) return `ok    ${name}`;
  return 'note' in remark ? `ok    ${name}: ${remark.note}` : `skip  ${name}: ${remark.skipped}`;
}

function sampleCustomer(id: string, tenantId: string | undefined) {
  const customer = { ...readSampleCustomer(), id, ...(tenantId !== undefined && { tenantId }) };
  return toStoredItem(customer, new Date().toISOString());
}

async function put(
  target: SmokeTarget,
  customerId: string,
  {
    id = customerId,
    body = {},
    headers = {},
    token = target.token,
    isIdentified = true,
  }: SmokeRequest,
): Promise<Answer> {
  const { url, certificate } = target;
  return send(`${url}/v1/customers/${id}`, {
    headers: {
      'content-type': 'application/json',
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: JSON.stringify(body),
    timeoutMs: TIMEOUT_MS,
    certificate: isIdentified ? (certificate ?? {}) : { ca: certificate?.ca },
  });
}

function why(fault: unknown): string {
  if (fault instanceof SmokeFailure || fault instanceof SetupError) return fault.message;
  if (!(fault instanceof Error)) return String(fault);
  if (fault.name === 'TimeoutError' || fault.name === 'AbortError')
    return `got no answer within ${TIMEOUT_MS / 1000} s`;
  const { code } = fault as { code?: unknown };
  return code ? `got no answer: ${code}` : `${fault.name}: ${fault.message}`;
}
