import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, AssetStaging, type CfnElement } from 'aws-cdk-lib';
import { Manifest } from 'aws-cdk-lib/cloud-assembly-schema';
import type { Construct } from 'constructs';
import { parseContext } from './context/context.ts';
import { CustomerApiStack } from './customer-api-stack.ts';

export interface SynthesizeOptions {
  /** A new or empty folder: CDK would reuse a half-written bundle in a used one. */
  readonly outdir: string;
  /** The context, as passed with `-c`. */
  readonly context: Readonly<Record<string, string>>;
  /** The region to deploy to; some contexts require one. */
  readonly region?: string;
}

export interface Template {
  // biome-ignore lint/suspicious/noExplicitAny: CloudFormation properties have no common type
  readonly Resources: Readonly<Record<string, { Type: string; Properties?: any }>>;
  readonly Outputs: Readonly<Record<string, { Value: unknown }>>;
}

export interface Synthesized {
  readonly template: Template;
  readonly tableLogicalId: string;
  readonly functionLogicalId: string;
  /** Absolute path; contains index.mjs, the bundle that a deploy uploads. */
  readonly functionAssetDir: string;
  /** The same for the function that announces changes; undefined if change events are off. */
  readonly eventsAssetDir: string | undefined;
}

/**
 * Synthesizes the stack as `cdk synth` does, without the CLI, network or credentials. Throws a
 * ContextError for bad context; errors of the bundling are thrown as they are.
 */
export function synthesize({ outdir, context, region }: SynthesizeOptions): Synthesized {
  // CDK caches bundles per process, even if their sources have changed or their folder is gone.
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

/** cdk.json, whose feature flags change what is synthesized. */
function readCdkJson(): { context: Record<string, unknown> } {
  return JSON.parse(readFileSync(new URL('../cdk.json', import.meta.url), 'utf8'));
}

function toLogicalId(stack: CustomerApiStack, construct: Construct): string {
  return stack.getLogicalId(construct.node.defaultChild as CfnElement);
}

/** The folder of the asset that a deploy uploads with this S3 key. */
function toAssetDir(assembly: string, manifest: string, s3Key: string): string {
  const { files = {} } = Manifest.loadAssetManifest(join(assembly, manifest));
  for (const { source, destinations } of Object.values(files)) {
    const isDeployed = Object.values(destinations).some(({ objectKey }) => objectKey === s3Key);
    if (isDeployed && source.path) return join(assembly, source.path);
  }
  throw new Error(`No asset is uploaded as ${s3Key}.`);
}
