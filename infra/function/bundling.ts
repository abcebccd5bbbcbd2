import { type BundlingOptions, LogLevel, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';

/** Parts of the SDK that the bundle has smaller ones for, or does without; why is said there. */
export const ALIASES: Readonly<Record<string, string>> = {
  '@aws-sdk/core/httpAuthSchemes': './lambda/aws/left-out.ts',
  '@aws-sdk/credential-provider-node': './lambda/aws/environment-credentials.ts',
  '@aws-sdk/middleware-endpoint-discovery': './lambda/aws/left-out.ts',
  '@smithy/core/checksum': './lambda/aws/left-out.ts',
  '@smithy/core/event-streams': './lambda/aws/left-out.ts',
  '@smithy/node-http-handler': './lambda/aws/left-out.ts',
};

/**
 * How the function is bundled. All of it is read and compiled in every cold
 * start (docs/performance.md): the sources in ES modules, which esbuild takes
 * apart, instead of those in CommonJS, a third off the cold start; minified, a
 * fifteenth; and without a source map, for reading one would add a seventh.
 */
export const BUNDLING: BundlingOptions = {
  format: OutputFormat.ESM,
  mainFields: ['module', 'main'],
  minify: true,
  sourceMap: false,
  logLevel: LogLevel.WARNING,
  // The runtime's own SDK changes without a deploy: what was tested is what runs. It is slower to load, too.
  bundleAwsSDK: true,
  esbuildArgs: Object.fromEntries(
    Object.entries(ALIASES).map(([part, file]) => [`--alias:${part}`, file]),
  ),
};
