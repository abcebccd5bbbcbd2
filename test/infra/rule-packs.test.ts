import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks, NIST80053R5Checks, PCIDSS321Checks, ServerlessChecks } from 'cdk-nag';
import { afterAll, describe, expect, it } from 'vitest';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { parseContext } from '../../infra/context/context.ts';
import { CustomerApiStack } from '../../infra/customer-api-stack.ts';
import { DOMAIN, MUTUAL_TLS, VPC, ZONE } from './support/template.ts';

const folder = mkdtempSync(join(tmpdir(), 'rule-packs-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ENV = { region: 'eu-central-1' };
const ISSUER = { issuer: 'https://issuer.example', audience: 'customers' };

describe('rule packs', { timeout: 60_000 }, () => {
  it.each([
    ['sandbox', {}],
    ['sandbox with an issuer', ISSUER],
    ['prod', { stage: 'prod', ...ISSUER, corsOrigins: 'https://app.example' }],
    ['sandbox with events', { changeEvents: 'on', eventArchiveDays: '30' }],
    ['prod with events', { stage: 'prod', ...ISSUER, changeEvents: 'on', eventArchiveDays: '30' }],
    ['prod in a VPC', { stage: 'prod', ...ISSUER, ...VPC, changeEvents: 'on' }],
    ['sandbox with a domain', { ...ISSUER, ...DOMAIN }],
    ['prod with mutual TLS', { stage: 'prod', ...ISSUER, ...DOMAIN, ...MUTUAL_TLS, ...ZONE }],
    ['prod with cognito', { stage: 'prod', identity: 'cognito', provisionedConcurrency: '5' }],
  ])('find nothing in %s that is not acknowledged', (name, context) => {
    const app = appOf(name, context);
    new CustomerApiStack(app, 'CustomerApi', parseContext(app.node.getAllContext()), ENV);
    expect(findingsOf(app)).toEqual([]);
  });

  it('all run', () => {
    const app = appOf('control');
    new CfnFunction(new Stack(app, 'Control', { env: ENV }), 'Bad', {
      role: 'no ARN',
      runtime: 'nodejs18.x',
      handler: 'index.handler',
      code: { zipFile: '' },
    });
    expect(findingsOf(app)).toEqual(
      expect.arrayContaining([
        // CDK's own validation of templates.
        'F3031',
        'AwsSolutions-L1',
        'Serverless-LambdaDLQ',
        'NIST.800.53.R5-LambdaDLQ',
        'PCI.DSS.321-LambdaInsideVPC',
      ]),
    );
  });
});

function appOf(name: string, context: Record<string, string> = {}): App {
  const app = new App({
    outdir: join(folder, name),
    // The rule packs do not look at the bundle.
    context: { ...cdkJson.context, ...context, 'aws:cdk:bundling-stacks': [] },
  });
  Validations.of(app).addPlugins(
    new AwsSolutionsChecks(app),
    new ServerlessChecks(app),
    new NIST80053R5Checks(app),
    new PCIDSS321Checks(app),
  );
  return app;
}

interface Report {
  pluginReports: { violations: { ruleName: string }[] }[];
}

/** The rules that are broken, warnings included; for errors alone synthesis throws as well. */
function findingsOf(app: App): string[] {
  const report = join(app.outdir, 'validation-report.json');
  try {
    app.synth();
  } catch (error) {
    if (!existsSync(report)) throw error;
  }
  const { pluginReports } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  return pluginReports.flatMap(({ violations }) => violations.map(({ ruleName }) => ruleName));
}
