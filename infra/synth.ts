import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, AssetStaging, type CfnElement } from 'aws-cdk-lib';
import { Manifest } from 'aws-cdk-lib/cloud-assembly-schema';
import type { Construct } from 'constructs';
import { parseContext } from './context/context.ts';
import { CustomerApiStack } from './customer-api-stack.ts';

export interface SynthesizeOptions {
  /** A new or empty folder: a bundle left half-written in a used one would be taken for whole. */
  readonly outdir: string;
  /** What `-c` would give. */
  readonly context: Readonly<Record<string, string>>;
  /** Where it would be deployed to; some stacks cannot be made without. */
  readonly region?: string;
}

export interface Template {
  // biome-ignore lint/suspicious/noExplicitAny: a template's properties are as deep as CloudFormation is wide.
  readonly Resources: Readonly<Record<string, { Type: string; Properties?: any }>>;
  readonly Outputs: Readonly<Record<string, { Value: unknown }>>;
}

export interface Synthesized {
  readonly template: Template;
  readonly tableLogicalId: string;
  readonly functionLogicalId: string;
  /** Absolute; holds index.mjs, the very bundle that a deploy uploads. */
  readonly functionAssetDir: string;
  /** The same of the function that announces changes, where the context has it. */
  readonly eventsAssetDir: string | undefined;
}

/** Synthesizes the stack as `cdk synth` would, without the CLI, network or credentials; throws a ContextError for bad context, and any other error of bundling as it is. */
export function synthesize({ outdir, context, region }: SynthesizeOptions): Synthesized {
  // CDK remembers bundles for the life of the process, even those whose sources or folder are gone.
  AssetStaging.clearAssetHashCache();

  const app = new App({ outdir, context: { ...readCdkJson().context, ...context } });
  const stack = new CustomerApiStack(
    app,
    'CustomerApi',
    parseContext(app.node.getAllContext()),
    region === undefined ? {} : { region },
  );
  const artifact = app.synth().getStackArtifact(stack.artifactId);
  const template: Template = artifact.template;
  const functionLogicalId = toLogicalId(stack, stack.updateCustomer);
  const assetDirOf = (logicalId: string) =>
    toAssetDir(
      artifact.assembly.directory,
      `${stack.artifactId}.assets.json`,
      template.Resources[logicalId]?.Properties.Code.S3Key,
    );
  const announceChanges = stack.changeEvents?.announceChanges;

  return {
    template,
    tableLogicalId: toLogicalId(stack, stack.table),
    functionLogicalId,
    functionAssetDir: assetDirOf(functionLogicalId),
    eventsAssetDir: announceChanges && assetDirOf(toLogicalId(stack, announceChanges)),
  };
}

/** The context of cdk.json: its feature flags change what is synthesized. */
function readCdkJson(): { context: Record<string, unknown> } {
  return JSON.parse(readFileSync(new URL('../cdk.json', import.meta.url), 'utf8'));
}

function toLogicalId(stack: CustomerApiStack, construct: Construct): string {
  return stack.getLogicalId(construct.node.defaultChild as CfnElement);
}

/** The folder of the asset that a deploy uploads under the S3 key. */
function toAssetDir(assembly: string, manifest: string, s3Key: string): string {
  const { files = {} } = Manifest.loadAssetManifest(join(assembly, manifest));
  for (const { source, destinations } of Object.values(files)) {
    const isDeployed = Object.values(destinations).some(({ objectKey }) => objectKey === s3Key);
    if (isDeployed && source.path) return join(assembly, source.path);
  }
  throw new Error(`No asset is uploaded as ${s3Key}.`);
}
