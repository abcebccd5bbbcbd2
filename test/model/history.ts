import { expect } from 'vitest';
import type { TestAnswer } from '../support/test-app.ts';
import { type Choices, type ModelRequest, respond } from './contract.ts';
import type { ModelCustomer } from './customer.ts';
import { toRepresentation } from './representation.ts';

/** One of many concurrent requests, and when it was running. */
export interface Exchange {
  request: ModelRequest;
  answer: TestAnswer;
  sentAt: number;
  answeredAt: number;
}

/**
 * Expects that the answers to concurrent requests are serialisable in the order of the versions:
 * every acknowledged change is there exactly once, versions have neither gaps nor repeats, and
 * every refusal was right at some moment. Returns the customer after all requests.
 */
export function expectOneAfterTheOther(
  start: ModelCustomer,
  exchanges: readonly Exchange[],
  choices: Choices,
): ModelCustomer {
  for (const { answer } of exchanges) expectOnePrimaryOfEachType(answer);
  const acknowledged = exchanges.filter(({ answer }) => answer.status === 200);
  const writes = writesOf(acknowledged);
  expect(writes.map(versionOf), 'versions of acknowledged changes').toEqual(
    writes.map((_, index) => start.version + index + 1),
  );

  const states = new Map([[start.version, start]]);
  let customer = start;
  for (const { request, answer } of writes) {
    const now = answer.body.updatedAt as string;
    const outcome = respond(customer, { ...request, now }, choices);
    expect(outcome.written, 'an acknowledged change is one that may be made').toBe(true);
    customer = outcome.customer ?? customer;
    states.set(customer.version, customer);
  }
  for (const exchange of acknowledged) {
    const state = states.get(versionOf(exchange));
    expect(exchange.answer.body).toEqual(state && toRepresentation(state, choices.idOf));
    expectInTime(exchange, acknowledged, writes);
  }
  for (const exchange of exchanges) {
    if (![200, 409].includes(exchange.answer.status)) expectRightOnce(exchange, states, choices);
  }
  return customer;
}

/** The requests that changed something, by version; only the first of those with the same key. */
function writesOf(acknowledged: readonly Exchange[]): Exchange[] {
  const inOrder = [...acknowledged].sort((a, b) => versionOf(a) - versionOf(b));
  const keys = new Set<string>();
  return inOrder.filter(({ request: { key, body } }) => {
    if (JSON.stringify(body) === '{}') return false;
    if (key === undefined) return true;
    const isFirst = !keys.has(key);
    keys.add(key);
    return isFirst;
  });
}

/** A request must have seen every change that was answered before it was sent. */
function expectInTime(
  exchange: Exchange,
  acknowledged: readonly Exchange[],
  writes: readonly Exchange[],
): void {
  const version = versionOf(exchange);
  for (const earlier of acknowledged) {
    if (earlier.answeredAt >= exchange.sentAt) continue;
    const least = versionOf(earlier) + (writes.includes(exchange) ? 1 : 0);
    expect(version, 'a version seen by all later requests').toBeGreaterThanOrEqual(least);
  }
}

function expectRightOnce(
  { request, answer }: Exchange,
  states: ReadonlyMap<number, ModelCustomer>,
  choices: Choices,
): void {
  const answers = [...states.values()].map((state) => respond(state, request, choices).answer);
  expect(
    answers.map(({ status, errorCode, etag }) => ({ status, errorCode, etag })),
    'a refusal is right at some moment',
  ).toContainEqual({
    status: answer.status,
    errorCode: answer.body.errorCode,
    etag: answer.headers.etag,
  });
}

function expectOnePrimaryOfEachType({ status, body }: TestAnswer): void {
  if (status !== 200) return;
  const addresses = body.addresses as { type: string; primary: boolean }[];
  const primaries = addresses.filter(({ primary }) => primary).map(({ type }) => type);
  expect(primaries.sort(), 'one primary of each type').toEqual(
    [...new Set(addresses.map(({ type }) => type))].sort(),
  );
}

function versionOf({ answer }: Exchange): number {
  return Number(answer.headers.etag?.replaceAll('"', ''));
}
