import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import cdkJson from '../../../cdk.json' with { type: 'json' };
import { parseContext } from '../../../infra/context/context.ts';
import { CustomerApiStack } from '../../../infra/customer-api-stack.ts';

// biome-ignore lint/suspicious/noExplicitAny: a template's properties are as deep as CloudFormation is wide.
type Properties = any;

export interface Resource {
  Type: string;
  Properties: Properties;
  DeletionPolicy?: string;
  UpdatePolicy?: Properties;
}

export interface StackTemplate {
  template: unknown;
  resources: Record<string, Resource>;
  outputs: Record<string, { Value: unknown }>;
  /** The properties of all resources of a type. */
  ofType(type: string): Properties[];
  /** The statements of the policies that a role refers to. */
  statements(): Properties[];
}

export const ISSUER = { issuer: 'https://issuer.example', audience: 'customers' };
export const VPC = {
  vpcId: 'vpc-0123456789abcdef0',
  subnetIds: 'subnet-0123456789abcdef0,subnet-0123456789abcdef1',
};
export const DOMAIN = {
  domainName: 'api.example.com',
  certificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/0a1b2c3d-0a1b',
};
export const MUTUAL_TLS = {
  truststoreUri: 's3://bank-truststore/customers/truststore.pem',
  truststoreVersion: 'abc.123',
  senderConstrained: 'required',
};
export const ZONE = { hostedZoneId: 'Z0123456789ABCDEFGHIJ', hostedZoneName: 'example.com' };
export const REGION = 'eu-central-1';

/** The template of a stack in a region; skips the bundling, which is slow. */
export function templateOf(context: Record<string, string>): StackTemplate {
  const outdir = mkdtempSync(join(tmpdir(), 'template-'));
  try {
    const app = new App({
      outdir,
      context: { ...cdkJson.context, ...context, 'aws:cdk:bundling-stacks': [] },
    });
    const settings = parseContext(app.node.getAllContext());
    const stack = new CustomerApiStack(app, 'CustomerApi', settings, { region: REGION });
    const template = app.synth().getStackArtifact(stack.artifactId).template;
    const resources: Record<string, Resource> = template.Resources;
    const ofType = (type: string) =>
      Object.values(resources)
        .filter((resource) => resource.Type === type)
        .map((resource) => resource.Properties);
    return {
      template,
      resources,
      outputs: template.Outputs,
      ofType,
      statements: () =>
        ['AWS::IAM::ManagedPolicy', 'AWS::IAM::Policy', 'AWS::IAM::Role']
          .flatMap(ofType)
          .flatMap(({ PolicyDocument, Policies = [] }) => [
            PolicyDocument,
            ...Policies.map((policy: Properties) => policy.PolicyDocument),
          ])
          .flatMap((document) => document?.Statement ?? []),
    };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
