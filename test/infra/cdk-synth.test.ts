import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const outdir = mkdtempSync(join(tmpdir(), 'cdk-synth-'));

afterAll(() => rmSync(outdir, { recursive: true }));

describe('cdk synth', { timeout: 120_000 }, () => {
  it.each([
    ['a sandbox that needs no other system', []],
    ['prod', ['stage=prod', 'issuer=https://issuer.example', 'audience=a']],
  ])('works for %s, without network and credentials', (_stage, context) => {
    const { status, stderr } = cdkSynth(...context);

    expect(stderr).not.toContain('not compatible');
    expect(stderr).not.toContain('arning');
    expect(status).toBe(0);
    expect(readdirSync(outdir)).toContain('CustomerApi.template.json');
  });

  it('says what to pass, without a stack trace', () => {
    const { status, stderr } = cdkSynth('stage=prod', 'audience=a');

    expect(status).not.toBe(0);
    expect(stderr).toContain('issuer is missing. Pass -c issuer=https://…');
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

function cdkSynth(...context: string[]) {
  const options = context.flatMap((one) => ['-c', one]);
  return spawnSync(
    process.execPath,
    ['node_modules/aws-cdk/bin/cdk', 'synth', '--quiet', '--output', outdir, ...options],
    {
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH,
        AWS_REGION: 'eu-central-1',
        // Nothing listens there, so that any network access of the CLI fails.
        HTTPS_PROXY: 'http://127.0.0.1:1',
        AWS_EC2_METADATA_DISABLED: 'true',
        HOME: outdir,
      },
    },
  );
}
