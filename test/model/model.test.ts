import fc from 'fast-check';
import { afterAll, beforeAll, it } from 'vitest';
import { startCustomer } from './arbitrary-customer.ts';
import { type NewRequest, steps } from './arbitrary-steps.ts';
import { runStep } from './run-step.ts';
import { restart, startWorld, type World } from './world.ts';

const { MODEL_STEPS, MODEL_SEED, MODEL_PATH } = process.env;
const STEPS = Number(MODEL_STEPS ?? 1000);
// Every `npm test` runs the same sequences, so that results are comparable; long runs use new ones.
const SEED = Number(MODEL_SEED ?? (MODEL_STEPS ? Date.now() % 2 ** 31 : 1));
const RUNS_OF_A_CHECK = 25;
const MS_PER_STEP = 100;

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.app.stop());

it(
  'answers every sequence of requests as the model of docs/api.md does',
  async () => {
    for (let seed = SEED; world.steps < STEPS; seed++) {
      await check(seed);
      print(`model: ${world.steps} of ${STEPS} steps agree, seeds ${SEED} to ${seed}`);
      if (MODEL_PATH) return;
    }
  },
  60_000 + STEPS * MS_PER_STEP,
);

const READ: Omit<NewRequest, 'to'> = { caller: 'ann', ifMatch: 'none', key: undefined, body: {} };

async function check(seed: number): Promise<void> {
  const property = fc.asyncProperty(startCustomer, startCustomer, steps, async (a, b, requests) => {
    await restart(world, [a, b]);
    await runStep(world, { ...READ, to: 'first' });
    await runStep(world, { ...READ, to: 'second' });
    for (const step of requests) await runStep(world, step);
  });
  const path = MODEL_PATH === undefined ? {} : { path: MODEL_PATH };
  const details = await fc.check(property, { seed, ...path, numRuns: RUNS_OF_A_CHECK });
  if (!details.failed) return;
  const { counterexamplePath, counterexample, errorInstance } = details;
  const command = `MODEL_SEED=${seed} MODEL_PATH=${counterexamplePath} npx vitest run test/model`;
  print(`${JSON.stringify(counterexample, null, 1)}\nReplay: ${command}`);
  if (errorInstance instanceof Error) errorInstance.message += `\nReplay: ${command}`;
  throw errorInstance;
}

/** Bypasses the reporter, which would hold progress back until the end. */
function print(line: string): void {
  process.stderr.write(`${line}\n`);
}
