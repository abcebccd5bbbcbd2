import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type LocalIssuer, startIssuer } from '../../local/issuer.ts';
import { deploy, destroy, smoke, synth } from './support/cdk.ts';
import { trust } from './support/emulator.ts';

const emulator = inject('emulator');
const STACK = 'Prod';

let issuer: LocalIssuer;

beforeAll(async () => {
  trust(emulator);
  issuer = await startIssuer({ port: 0, audience: 'https://api.example.com' });
});
afterAll(() => issuer.stop());

describe('prod', () => {
  let assembly: string;

  it('is deployed behind an issuer that exists', async () => {
    assembly = await synth(emulator, {
      ...{ stage: 'prod', stackName: STACK, tenantClaim: 'tenant' },
      ...{ issuer: issuer.issuer, jwksUri: issuer.jwksUri, audience: 'https://api.example.com' },
    });
    await deploy(emulator, assembly);
  });

  it('passes the smoke test', async () => {
    const tenant = { tenant: 'bank' };
    const answers = await smoke(emulator, STACK, {
      SMOKE_TOKEN: await issuer.sign(tenant),
      SMOKE_OTHER_TOKEN: await issuer.sign({ ...tenant, scope: 'customers:read' }),
      SMOKE_TENANT: tenant.tenant,
    });
    expect(answers).toContain('All is well.');
    expect(answers).not.toContain('skip');
  });

  it('refuses to be destroyed', async () => {
    await expect(destroy(emulator, assembly)).rejects.toThrow(/[Tt]ermination ?[Pp]rotection/);
  });
});
