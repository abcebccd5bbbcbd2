import { expect } from 'vitest';
import { type StartCustomer, toStarted } from '../model/arbitrary-customer.ts';
import type { Choices } from '../model/contract.ts';
import type { ModelCustomer } from '../model/customer.ts';
import { type Exchange, expectOneAfterTheOther } from '../model/history.ts';
import { readItem, writeItem } from './table.ts';
import type { TestAnswer, TestApp } from './test-app.ts';

/** One request of a crowd. */
export interface Member {
  body: unknown;
  ifMatch?: string;
  key?: string;
}

const CALLER = 'test';
let made = 0;

/** An unused key of the caller. */
export function newKey(): string {
  return `key-number-${made++}`;
}

/** A customer that receives many concurrent requests, and its history by the model. */
export async function customerForCrowd(app: TestApp, start: Partial<StartCustomer> = {}) {
  const whole = { values: {}, metadata: {}, addresses: [], isBusiness: false, erosions: [] };
  const { model, item } = toStarted({ ...whole, ...start }, 'bank');
  await writeItem(item);
  const ids = new Map<string, string>();
  let customer: ModelCustomer = model;
  const choices: Choices = {
    idOf: (content) => ids.get(content),
    remembers: (later) => later <= 16,
  };

  const send = async ({ body, ifMatch, key }: Member): Promise<Exchange> => {
    const sentAt = performance.now();
    const headers = { 'if-match': ifMatch, 'idempotency-key': key };
    const answer = await app.put(item.id, { body, headers });
    learnIds(ids, answer);
    const request = { customerId: item.id, caller: CALLER, body, ifMatch, key };
    const answeredAt = performance.now();
    const unknown = { ownKey: `made up ${made++}`, now: new Date().toISOString() };
    return { request: { ...request, ...unknown }, answer, sentAt, answeredAt };
  };
  const crowd = async (members: readonly Member[]): Promise<TestAnswer[]> => {
    const exchanges = await Promise.all(members.map(send));
    customer = expectOneAfterTheOther(customer, exchanges, choices);
    expect((await readItem(item.id))?.version ?? 0, 'the stored version').toBe(customer.version);
    return exchanges.map(({ answer }) => answer);
  };
  await crowd([{ body: {} }]);
  return { id: item.id, crowd, model: () => customer, idOf: choices.idOf };
}

/** The service chooses address ids; the content in a response shows which address an id is for. */
function learnIds(ids: Map<string, string>, { status, body }: TestAnswer): void {
  if (status !== 200) return;
  for (const { id, primary: _, ...members } of body.addresses) {
    const content = JSON.stringify(withoutEmpty(members));
    expect(ids.get(content) ?? id, 'a stable id of an address').toBe(id);
    ids.set(content, id);
  }
}

function withoutEmpty(members: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(members).filter(([, value]) => value !== '');
  return Object.fromEntries(
    entries.map(([name, value]) => [name, name === 'name' ? withoutEmpty(Object(value)) : value]),
  );
}
