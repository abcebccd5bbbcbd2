import { fileURLToPath } from 'node:url';
import { type BundlingOptions, LogLevel, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';

/** Modules that the bundle has a smaller one for; each replacement says why. */
export const ALIASES: Readonly<Record<string, string>> = {
  '@aws-sdk/credential-provider-node': './lambda/aws/environment-credentials.ts',
  'node:process': './lambda/aws/process.ts',
};

/**
 * Modules that the SDK imports only for operations with event streams, and DynamoDB has none.
 * In the bundle, that one `import()` would make esbuild wrap all of the SDK's modules in functions
 * that run on demand, which takes 5 % of a cold start.
 */
export const ON_DEMAND: readonly string[] = ['@smithy/core/event-streams'];

const ASSERT_BUNDLE = fileURLToPath(new URL('./assert-bundle.ts', import.meta.url));

/** Bundling options common to all functions. */
export const PLAIN_BUNDLING: BundlingOptions = {
  format: OutputFormat.ESM,
  mainFields: ['module', 'main'],
  minify: true,
  sourceMap: false,
  logLevel: LogLevel.WARNING,
  // The runtime's own SDK changes without a deploy, untested, and is slower to load.
  bundleAwsSDK: true,
};

/**
 * Bundling options of the API's function. Every cold start reads and compiles the whole bundle
 * (docs/performance.md). Preferring ES modules, which esbuild can tree-shake, to CommonJS takes a
 * third off a cold start, minifying 7 %; reading a source map would add 14 %.
 */
export const BUNDLING: BundlingOptions = {
  ...PLAIN_BUNDLING,
  externalModules: [...ON_DEMAND],
  // assert-bundle.ts reads and removes it.
  metafile: true,
  esbuildArgs: Object.fromEntries(
    Object.entries(ALIASES).map(([module, file]) => [`--alias:${module}`, file]),
  ),
  commandHooks: {
    beforeInstall: () => [],
    beforeBundling: () => [],
    afterBundling: (_, outputDir) => [`"${process.execPath}" "${ASSERT_BUNDLE}" "${outputDir}"`],
  },
};
