import { beforeAll, describe, expect, inject, it } from 'vitest';
import { callAws, get } from './support/aws.ts';
import { deploy, destroy, smoke, synth } from './support/cdk.ts';
import { changeSources } from './support/changed-project.ts';
import { trust } from './support/emulator.ts';
import { LISTS, listed } from './support/leftovers.ts';
import { createUser, SMOKE_PERMISSIONS } from './support/smoke-user.ts';
import { idOf, resourcesOf, type StackResource } from './support/stack.ts';

const emulator = inject('emulator');
const STACK = 'Sandbox';
const CONTEXT = { stackName: STACK };

beforeAll(() => trust(emulator));

describe('a sandbox', () => {
  let assembly: string;
  let resources: StackResource[];

  it('is deployed, with a user pool of its own', async () => {
    assembly = await synth(emulator, CONTEXT);
    await deploy(emulator, assembly);
    resources = await resourcesOf(emulator, STACK);
  });

  it('passes the smoke test, of a user who has no other permissions than it needs', async () => {
    const user = await createUser(emulator, 'smoke', SMOKE_PERMISSIONS);
    const lines = await smoke(emulator, STACK, user);
    expect(lines).toContain('All is well.');
    expect(lines).not.toContain('skip');
  });

  it.for(SMOKE_PERMISSIONS)(
    'says in one sentence that the permission %s is missing',
    async (missing) => {
      const others = SMOKE_PERMISSIONS.filter((one) => one !== missing);
      const user = await createUser(emulator, missing.replace(':', '-'), others);
      const fault = await smoke(emulator, STACK, user).catch((error: Error) => error.message);

      expect(fault).toContain(
        `The AWS credentials of the environment lack the permission ${missing} on `,
      );
      expect(fault).not.toMatch(/^ +at /m);
    },
  );

  it('takes a changed bundle: the alias moves, table and API stay', async () => {
    const before = await aliasOf(resources);
    const project = changeSources(emulator);
    await deploy(emulator, await synth(emulator, CONTEXT, project));
    const after = await resourcesOf(emulator, STACK);

    expect(Number(await aliasOf(after))).toBeGreaterThan(Number(before));
    for (const type of ['AWS::DynamoDB::GlobalTable', 'AWS::ApiGatewayV2::Api']) {
      expect(idOf(after, type)).toBe(idOf(resources, type));
    }
    expect(await smoke(emulator, STACK)).toContain('All is well.');
  });

  it('is destroyed, and leaves nothing behind', async () => {
    const withList = resources.filter(({ type }) => type in LISTS);
    expect(await listed(emulator, resources)).toHaveLength(withList.length);
    await destroy(emulator, assembly);
    expect(await listed(emulator, resources)).toEqual([]);
  });
});

async function aliasOf(resources: readonly StackResource[]) {
  const name = idOf(resources, 'AWS::Lambda::Function');
  const alias = await callAws(
    emulator,
    'lambda',
    get(`/2015-03-31/functions/${name}/aliases/live`),
  );
  return JSON.parse(alias).FunctionVersion;
}
