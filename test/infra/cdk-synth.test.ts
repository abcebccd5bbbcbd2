import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const outdir = mkdtempSync(join(tmpdir(), 'cdk-synth-'));

afterAll(() => rmSync(outdir, { recursive: true }));

describe('cdk synth', { timeout: 60_000 }, () => {
  it('works with the installed CLI, without network and credentials', () => {
    const { status, stderr } = cdkSynth('-c', 'issuer=https://issuer.example', '-c', 'audience=a');

    expect(stderr).not.toContain('not compatible');
    expect(status).toBe(0);
    expect(readdirSync(outdir)).toContain('CustomerApi.template.json');
  });

  it('says what to pass when issuer and audience are missing', () => {
    const { status, stderr } = cdkSynth();

    expect(status).not.toBe(0);
    expect(stderr).toContain('issuer is missing. Pass -c issuer=https://…');
    expect(stderr).toContain('audience is missing. Pass -c audience=…');
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

function cdkSynth(...options: string[]) {
  return spawnSync(
    process.execPath,
    ['node_modules/aws-cdk/bin/cdk', 'synth', '--quiet', '--output', outdir, ...options],
    {
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH,
        // Nothing listens there: whatever the CLI asked the network for would fail.
        HTTPS_PROXY: 'http://127.0.0.1:1',
        AWS_EC2_METADATA_DISABLED: 'true',
        HOME: outdir,
      },
    },
  );
}
