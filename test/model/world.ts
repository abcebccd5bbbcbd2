import { readItem, writeItem } from '../support/table.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { type StartCustomer, toStarted } from './arbitrary-customer.ts';
import { CALLERS, type Caller } from './arbitrary-steps.ts';
import type { Choices, ModelRequest } from './contract.ts';
import type { ModelCustomer } from './customer.ts';

/** Eve's tenant has no customers. */
const TENANT_OF: Record<Caller, string> = { ann: 'bank', bob: 'bank', eve: 'other bank' };

/** The tests advance the clock beyond the lifetime of usual tokens. */
const NEVER = Date.parse('2100-01-01') / 1000;

/** A customer of a test: the model's, and the item as last read. */
export interface Known {
  model: ModelCustomer;
  item: object;
}

/** A request as sent. */
export interface SentRequest extends ModelRequest {
  caller: Caller;
  text: string;
}

/** The app under test, with control over its clock and the ids of requests. */
export interface World {
  app: TestApp;
  now: string;
  /** How far the clock was advanced, in milliseconds. */
  aheadMs: number;
  ownKey: string;
  tokens: Record<Caller, string>;
  customers: Known[];
  /** Customer id → content of an address → its latest id. */
  ids: Map<string, Map<string, string>>;
  sent: SentRequest[];
  steps: number;
}

export async function startWorld(): Promise<World> {
  const world = { now: '', ownKey: '', aheadMs: 0, steps: 0 } as World;
  world.app = await startTestApp({
    env: { TENANT_CLAIM: 'tenant' },
    deps: { now: () => new Date(world.now), newId: () => world.ownKey },
  });
  return world;
}

/** Starts over with new customers and without requests. */
export async function restart(world: World, starts: readonly StartCustomer[]): Promise<void> {
  const { issuer } = world.app;
  const tokens = CALLERS.map(async (caller) => {
    const token = await issuer.sign({ sub: caller, tenant: TENANT_OF[caller], exp: NEVER });
    return [caller, token] as const;
  });
  world.tokens = Object.fromEntries(await Promise.all(tokens)) as World['tokens'];
  world.sent = [];
  world.aheadMs = 0;
  world.ids = new Map();
  world.customers = await Promise.all(
    starts.map(async (start) => {
      const { model, item } = toStarted(start, TENANT_OF.ann);
      await writeItem(item);
      return { model, item: (await readItem(item.id)) ?? {} };
    }),
  );
}

/** What the service has chosen for a customer, as far as observed. */
export function choicesFor({ ids }: World, customerId: string): Choices {
  return {
    idOf: (content) => ids.get(customerId)?.get(content),
    remembers: (later) => later <= 16,
  };
}

/** The customer with this id, if it belongs to the caller's tenant. */
export function customerOf(world: World, { customerId, caller }: SentRequest): Known | undefined {
  const isOwn = TENANT_OF[caller] === TENANT_OF.ann;
  return isOwn ? world.customers.find(({ model }) => model.id === customerId) : undefined;
}
