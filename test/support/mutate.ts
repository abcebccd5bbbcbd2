import fc from 'fast-check';
import { bodies, hostileKeys, hostileValues } from './hostile-bodies.ts';

interface Mutation {
  kind: 'replace' | 'remove' | 'add' | 'wrap' | 'rename' | 'repeat';
  /** Which place of the body, modulo their number. */
  place: number;
  key: string;
  value: unknown;
}

const mutations: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('replace', 'remove', 'add', 'wrap', 'rename', 'repeat'),
  place: fc.nat({ max: 1_000 }),
  key: hostileKeys,
  value: hostileValues,
});

/** JSON texts of valid bodies with up to three mutations. */
export const mutatedBodies: fc.Arbitrary<string> = fc
  .tuple(bodies, fc.array(mutations, { maxLength: 3 }))
  .map(([body, changes]) => JSON.stringify(changes.reduce(mutate, body)) ?? 'null');

type Container = Record<string, unknown> | unknown[];
type Place = { parent: Container; key: string };

function mutate(body: unknown, { kind, place, key, value }: Mutation): unknown {
  const root = { body: structuredClone(body) };
  const all = places(root);
  const chosen = all[place % all.length] as Place;
  const current = get(chosen);
  if (kind === 'replace') set(chosen.parent, chosen.key, value);
  else if (kind === 'wrap') set(chosen.parent, chosen.key, [current]);
  else if (kind === 'add' && isContainer(current)) set(current, key, value);
  else if (chosen.parent === (root as unknown)) return root.body;
  else if (kind === 'remove') Reflect.deleteProperty(chosen.parent, chosen.key);
  else if (kind === 'repeat' && Array.isArray(current)) current.push(...current);
  else if (kind === 'rename') {
    Reflect.deleteProperty(chosen.parent, chosen.key);
    set(chosen.parent, key, current);
  }
  return root.body;
}

/** Every path in a value, starting with the value itself; deep values are cut off. */
function places(root: Container): Place[] {
  const found: Place[] = [];
  const queue: Container[] = [root];
  for (const parent of queue) {
    if (found.length > 500) break;
    for (const key of Object.keys(parent)) {
      found.push({ parent, key });
      const value = get({ parent, key });
      if (isContainer(value)) queue.push(value);
    }
  }
  return found;
}

function get({ parent, key }: Place): unknown {
  return Object.getOwnPropertyDescriptor(parent, key)?.value;
}

/** Not by assignment, which for __proto__ sets the prototype. */
function set(parent: Container, key: string, value: unknown): void {
  Object.defineProperty(parent, key, { value, ...WRITABLE });
}

const WRITABLE = { enumerable: true, writable: true, configurable: true };

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}
