import { randomUUID } from 'node:crypto';
import { isOneOfThese, type OneOfThese } from './arbitrary-addresses.ts';
import { IF_MATCH, isRepeat, type NewRequest, type Repeat, type Step } from './arbitrary-steps.ts';
import { isObject } from './rules.ts';
import { choicesFor, type Known, type SentRequest, type World } from './world.ts';

type Plan = Omit<SentRequest, 'now' | 'ownKey' | 'body'>;

/** The request of a step in the current state; undefined if there is nothing to repeat yet. */
export function toPlan(world: World, step: Step): Plan | undefined {
  return isRepeat(step) ? planRepeat(world, step) : planNew(world, step);
}

function planNew(world: World, step: NewRequest): Plan {
  const { caller, key } = step;
  const [first, second] = world.customers;
  const known = step.to === 'second' ? second : first;
  const ids = { missing: randomUUID(), malformed: 'no-uuid' };
  const customerId =
    step.to === 'missing' || step.to === 'malformed' ? ids[step.to] : (known?.model.id ?? '');
  return {
    customerId,
    caller,
    key,
    ifMatch: IF_MATCH[step.ifMatch](known?.model.version ?? 0),
    text: JSON.stringify(known ? resolved(step.body, known, world) : step.body),
  };
}

function planRepeat({ sent }: World, { back, but }: Repeat): Plan | undefined {
  const former = sent.filter(({ key }) => key !== undefined).at(-back) ?? sent.at(-back);
  if (!former) return undefined;
  const plan = { ...former, ...(but === 'another If-Match' && { ifMatch: '"0"' }) };
  if (but === 'another caller') plan.caller = former.caller === 'ann' ? 'bob' : 'ann';
  if (but === 'other bytes') plan.text = JSON.stringify(inOtherOrder(former.body), null, 2);
  if (but === 'another body' && isObject(former.body)) {
    plan.text = JSON.stringify({ ...former.body, pronoun: 'They/Them' });
  }
  return plan;
}

/** The body with its references replaced by the customer's actual addresses. */
function resolved(body: unknown, known: Known, world: World): unknown {
  if (!isObject(body) || !Array.isArray(body.addresses)) return body;
  const addresses = body.addresses.flatMap((element) =>
    isOneOfThese(element) ? toElements(element, known, world) : [element],
  );
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, name === 'addresses' ? addresses : value]),
  );
}

function toElements({ nth, as }: OneOfThese, { model }: Known, world: World): unknown[] {
  const address = model.addresses[nth % Math.max(1, model.addresses.length)];
  if (as === 'removal') {
    const { idOf } = choicesFor(world, model.id);
    return [{ id: (address && idOf(address.content)) ?? 'no address yet', remove: true }];
  }
  if (!address) return [];
  const content = JSON.parse(address.content);
  return [as === 'promotion' ? { ...content, primary: true } : content];
}

function inOtherOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOtherOrder);
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([name, member]) => [name, inOtherOrder(member)]);
  return Object.fromEntries(members.reverse());
}
