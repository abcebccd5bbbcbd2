import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { DOMAIN, ISSUER, MUTUAL_TLS, templateOf, VPC, ZONE } from '../infra/support/template.ts';
import { CFN_LINT } from './support/python.ts';

const PROD = { ...ISSUER, stage: 'prod' };
const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const EVENTS = { changeEvents: 'on', eventArchiveDays: '30' };

/** Both stages and all context that adds or changes resources, in as few templates as possible. */
const CONTEXTS: Readonly<Record<string, Record<string, string>>> = {
  sandbox: {},
  'sandbox-more': { ...EVENTS, corsOrigins: 'https://app.example', reservedConcurrency: '5' },
  'sandbox-issuer': {
    ...{ ...ISSUER, ...VPC, tenantClaim: 'tenant', logLevel: 'WARN' },
    ...{ changeEvents: 'on', replicaRegions: 'eu-west-1' },
  },
  'sandbox-domain': { ...ISSUER, ...DOMAIN },
  'sandbox-strong': {
    ...{ ...ISSUER, replicaRegions: 'eu-west-1,eu-west-2', replicaConsistency: 'strong' },
  },
  prod: { ...PROD, alarmEmail: 'team@example.com' },
  'prod-mutual-tls': { ...PROD, ...DOMAIN, ...MUTUAL_TLS, ...ZONE },
  'prod-cognito': { stage: 'prod', identity: 'cognito', provisionedConcurrency: '5' },
  'prod-more': {
    ...{ ...PROD, ...VPC, ...EVENTS, securityGroupIds: 'sg-0123456789abcdef0' },
    ...{ replicaRegions: 'eu-west-1', replicaKeyArns: KEY },
  },
};

it('cfn-lint finds nothing in any template', () => {
  const folder = join(inject('emulator').folder, 'templates');
  mkdirSync(folder);
  const files = Object.entries(CONTEXTS).map(([name, context]) => {
    const file = join(folder, `${name}.json`);
    writeFileSync(file, JSON.stringify(templateOf(context).template));
    return file;
  });
  // I: the informational rules, too. CDK itself writes what W3005 (DependsOn beside a reference) and
  // I1022 (Fn::Join instead of Fn::Sub) criticize.
  const options = [
    '--include-checks',
    'I',
    '--ignore-checks',
    'W3005,I1022',
    '--format',
    'parseable',
  ];
  const lint = spawnSync(CFN_LINT, [...options, '--', ...files], { encoding: 'utf8' });

  expect(lint.stdout + lint.stderr).toBe('');
  expect(lint.status).toBe(0);
});
