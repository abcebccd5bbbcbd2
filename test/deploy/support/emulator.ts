import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { TestProject } from 'vitest/node';
import { freePort, LOOPBACK } from '../../../local/shared/ports.ts';
import { SetupError } from '../../../local/shared/setup-error.ts';
import { waitUntilAnswers } from '../../../local/shared/wait-until-answers.ts';
import { createCertificate } from '../../support/certificate.ts';
import { cdk } from './cdk.ts';
import { MINISTACK } from './python.ts';

declare module 'vitest' {
  interface ProvidedContext {
    emulator: Emulator;
  }
}

export interface Emulator {
  /** The endpoint of all AWS services. */
  readonly endpoint: string;
  /** Environment for a command that must only use the emulator. */
  readonly env: Readonly<NodeJS.ProcessEnv>;
  /** A folder that is deleted with the emulator. */
  readonly folder: string;
}

const START_MS = 60_000;

/** Starts MiniStack on loopback and bootstraps it, once for all test files. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'deploy-'));
  const emulator = await prepare(folder);
  const log = join(folder, 'ministack.log');
  const child = spawn(MINISTACK, {
    env: { ...emulator.env, ...settings(emulator) },
    stdio: ['ignore', openSync(log, 'a'), openSync(log, 'a')],
  });
  const ended = once(child, 'exit');
  const stop = async () => {
    child.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    trust(emulator);
    const isUp = await waitUntilAnswers(`${emulator.endpoint}/_ministack/health`, START_MS);
    if (!isUp) throw new SetupError(`MiniStack did not start.\n${readFileSync(log, 'utf8')}`);
    await cdk(emulator, ['bootstrap', 'aws://000000000000/us-east-1']);
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide('emulator', emulator);
  return stop;
}

/** Makes this process trust the emulator's certificate. */
export function trust({ env }: Emulator): void {
  const certificate = readFileSync(env.NODE_EXTRA_CA_CERTS ?? '', 'utf8');
  setDefaultCACertificates([...getCACertificates(), certificate]);
}

async function prepare(folder: string): Promise<Emulator> {
  const { key, cert } = await createCertificate();
  const certificate = join(folder, 'tls.crt');
  writeFileSync(certificate, cert);
  writeFileSync(join(folder, 'tls.key'), key);
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary);
  const endpoint = `https://${LOOPBACK}:${await freePort()}`;
  const env = {
    ...withoutAws(process.env),
    // The emulator runs the function with the node on the PATH.
    PATH: [resolve('node_modules/.bin'), process.env.PATH].join(delimiter),
    // The emulator leaves folders behind, and the CLI caches the account of an access key.
    TMPDIR: temporary,
    CDK_HOME: join(folder, 'cdk-home'),
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    // The CDK CLI only reads the first, everything else the second.
    AWS_CA_BUNDLE: certificate,
    NODE_EXTRA_CA_CERTS: certificate,
  };
  return { endpoint, env, folder };
}

/** Enforces policies and signatures. TLS, because the bucket of `cdk bootstrap` requires it. */
function settings({ endpoint, folder, env }: Emulator): Record<string, string | undefined> {
  return {
    BIND_HOST: LOOPBACK,
    GATEWAY_PORT: new URL(endpoint).port,
    AUTH: 'true',
    USE_SSL: '1',
    MINISTACK_SSL_CERT: env.NODE_EXTRA_CA_CERTS,
    MINISTACK_SSL_KEY: join(folder, 'tls.key'),
    // Otherwise it also listens on a fixed port.
    IOT_MTLS_ENABLED: '0',
    // The deployed function uses it to find DynamoDB.
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
  };
}

/** The developer's own account, profile and proxy must not affect the deployment. */
function withoutAws(env: Readonly<NodeJS.ProcessEnv>): NodeJS.ProcessEnv {
  const isForeign = (name: string) => /^(AWS|CDK)_|_PROXY$/i.test(name);
  return Object.fromEntries(Object.entries(env).filter(([name]) => !isForeign(name)));
}
