import { assertAgreement } from './agreement.ts';
import { createRun } from './contender-run.ts';
import { bundleAll } from './contenders.ts';
import { startStub } from './stub.ts';
import { createWorld } from './world.ts';

/**
 * Bundles all contenders into a folder and starts what they run against; throws
 * unless they do the same work. `sent` is the UpdateItem of ours; stop the stub.
 */
export async function openArena(outdir: string) {
  const world = await createWorld();
  const bundles = await bundleAll(outdir);
  const stub = await startStub(outdir, world);
  const env = { ...world.env(stub.url), NODE_EXTRA_CA_CERTS: stub.certificateFile };
  const run = await createRun(outdir, env);
  const sent = await assertAgreement(bundles, world, run, stub).catch((error: unknown) => {
    stub.stop();
    throw error;
  });
  return { world, bundles, stub, run, sent };
}
