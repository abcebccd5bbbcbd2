import { cpSync } from 'node:fs';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { changeTemplate } from './support/assembly.ts';
import { callAws, query } from './support/aws.ts';
import { deploy, synth } from './support/cdk.ts';
import { trust } from './support/emulator.ts';
import { LISTS, listed } from './support/leftovers.ts';

const emulator = inject('emulator');
const STACK = 'FirstTry';
const CONTEXT = {
  ...{ stage: 'prod', stackName: STACK },
  ...{ issuer: 'https://issuer.example', audience: 'customers' },
};

const LAYER = 'arn:aws:lambda:us-east-1:000000000000:layer:missing:1';

let assembly: string;

beforeAll(async () => {
  trust(emulator);
  assembly = await synth(emulator, CONTEXT);
});

describe('a first deploy of prod that fails', () => {
  it('leaves behind the table, which refuses to be deleted, and nothing else', async () => {
    const broken = `${assembly}-broken`;
    cpSync(assembly, broken, { recursive: true });
    changeTemplate(broken, (template) => {
      // Fails in its place: the emulator accepts any reserved concurrency.
      const refused = template.replace(
        /"ReservedConcurrentExecutions":100/,
        `"Layers":["${LAYER}"]`,
      );
      expect(refused).not.toBe(template);
      return refused;
    });
    await expect(deploy(emulator, broken)).rejects.toThrow('ROLLBACK_COMPLETE');

    // Most names begin with the stack's name.
    const names = Object.keys(LISTS).map((type) => ({ type, id: STACK }));
    expect(await listed(emulator, names)).toEqual([
      { type: 'AWS::DynamoDB::GlobalTable', id: STACK },
    ]);
  });

  it('is repeated once termination protection is off', async () => {
    await expect(deploy(emulator, assembly)).rejects.toThrow(/[Tt]ermination ?[Pp]rotection/);
    const off = { StackName: STACK, EnableTerminationProtection: 'false' };
    await callAws(emulator, 'cloudformation', query('UpdateTerminationProtection', off));
    await deploy(emulator, assembly);
  });
});
