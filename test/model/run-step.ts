import { expect } from 'vitest';
import { readItem } from '../support/table.ts';
import type { TestAnswer } from '../support/test-app.ts';
import type { Step } from './arbitrary-steps.ts';
import { type Outcome, respond } from './contract.ts';
import { expectAnswer } from './expectations.ts';
import { toPlan } from './requests.ts';
import { choicesFor, customerOf, type Known, type SentRequest, type World } from './world.ts';

const HOURS = [1, 23, 48].map((hours) => hours * 3_600_000);

/** Sends one request and compares the answer and the stored item with the model. */
export async function runStep(world: World, step: Step): Promise<void> {
  const plan = toPlan(world, step);
  if (!plan) return;
  world.steps++;
  if (world.steps % 7 === 0) world.aheadMs += HOURS[world.steps % 3] ?? 0;
  world.now = new Date(Date.now() + world.aheadMs).toISOString();
  world.ownKey = `made up, ${world.steps}`;
  const { now, ownKey } = world;
  const request: SentRequest = { ...plan, now, ownKey, body: JSON.parse(plan.text) };
  world.sent.push(request);

  const stored = world.customers.find(({ model }) => model.id === request.customerId);
  const attemptsBefore = world.app.sent.get(request.customerId) ?? 0;
  const answer = await send(world, request);
  const attempts = (world.app.sent.get(request.customerId) ?? 0) - attemptsBefore;
  const item = stored && (await readItem(request.customerId));

  const known = customerOf(world, request);
  const choices = choicesFor(world, request.customerId);
  const outcome = respond(known?.model, request, choices);
  if (answer.status === 200) learnIds(world, known, outcome, answer);
  expectAnswer(answer, outcome, choices);
  expect(attempts, 'DynamoDB calls').toBeLessThanOrEqual(answer.status === 400 ? 0 : 2);
  if (!outcome.written)
    expect(item, 'the item after a request that changes nothing').toEqual(stored?.item);
  if (!known || !item || !outcome.customer) return;
  if (outcome.written) expect(item.version).toBe(outcome.customer.version);
  known.item = item;
  known.model = outcome.customer;
}

async function send(world: World, request: SentRequest): Promise<TestAnswer> {
  return world.app.put(request.customerId, {
    body: request.text,
    token: world.tokens[request.caller],
    headers: { 'if-match': request.ifMatch, 'idempotency-key': request.key },
  });
}

/** The service chooses address ids; an address keeps its id as long as the customer has it. */
function learnIds(
  { ids }: World,
  known: Known | undefined,
  { customer }: Outcome,
  { body }: TestAnswer,
): void {
  const ofCustomer = ids.get(customer?.id ?? '') ?? new Map<string, string>();
  ids.set(customer?.id ?? '', ofCustomer);
  const former = new Set(known?.model.addresses.map(({ content }) => content));
  for (const [index, { content }] of (customer?.addresses ?? []).entries()) {
    const id = body.addresses[index]?.id;
    const isKnown = ofCustomer.has(content) && former.has(content);
    if (!isKnown && typeof id === 'string') ofCustomer.set(content, id);
  }
  const inAnswer = body.addresses.map(({ id }: { id: unknown }) => id);
  expect(new Set(inAnswer).size, 'different ids of addresses').toBe(inAnswer.length);
}
