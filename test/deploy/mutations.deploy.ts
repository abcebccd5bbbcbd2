import { cpSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type LocalIssuer, startIssuer } from '../../local/issuer.ts';
import { changeTemplate, renameStack } from './support/assembly.ts';
import { deploy, smoke, synth } from './support/cdk.ts';

const emulator = inject('emulator');
const STACK = 'Mutated';
const AUDIENCE = 'https://api.example.com';

interface Mutation {
  readonly right: string;
  readonly wrong: string;
  /** The failure that the smoke test must report. */
  readonly failure: string;
}

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'a wrong action': {
    right: '"dynamodb:UpdateItem"',
    wrong: '"dynamodb:PutItem"',
    failure: 'updates only the properties in the request: got status 500, wanted 200',
  },
  'a misnamed handler': {
    right: '"index.handler"',
    wrong: '"index.handle"',
    failure: 'rejects a request without a token: got status 502, wanted 401',
  },
  'a wrong audience': {
    right: `"${AUDIENCE}"`,
    wrong: '"https://api.example.org"',
    failure: 'updates only the properties in the request: got status 401, wanted 200',
  },
  'a misspelt route': {
    right: '"PUT /v1/customers/{customerId}"',
    wrong: '"PUT /v1/customer/{customerId}"',
    failure: 'rejects a request without a token: got status 404, wanted 401',
  },
};

let issuer: LocalIssuer;
let assembly: string;

beforeAll(async () => {
  issuer = await startIssuer({ port: 0, audience: AUDIENCE });
  assembly = await synth(emulator, {
    ...{ stackName: STACK, audience: AUDIENCE },
    ...{ issuer: issuer.issuer, jwksUri: issuer.jwksUri },
  });
});
afterAll(() => issuer.stop());

describe('the smoke test of a deployed stack', () => {
  it.for(Object.keys(MUTATIONS))('finds %s', async (name) => {
    const { right, wrong, failure } = MUTATIONS[name] as Mutation;
    // A new stack: an update would not publish a version, because only CDK names versions.
    const stackName = `${STACK}${Object.keys(MUTATIONS).indexOf(name)}`;
    const mutated = `${assembly}-${stackName}`;
    cpSync(assembly, mutated, { recursive: true });
    renameStack(mutated, STACK, stackName);
    changeTemplate(mutated, (template) => {
      expect(template).toContain(right);
      return template.replaceAll(right, wrong);
    });
    await deploy(emulator, mutated);

    const SMOKE_TOKEN = await issuer.sign();
    const trying = smoke(emulator, stackName, { SMOKE_TOKEN });
    await expect(trying).rejects.toThrow(`FAIL  ${failure}`);
  });
});
