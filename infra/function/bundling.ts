import { fileURLToPath } from 'node:url';
import { type BundlingOptions, LogLevel, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';

/** Modules of the SDK that the bundle has a smaller one for, which says why. */
export const ALIASES: Readonly<Record<string, string>> = {
  '@aws-sdk/credential-provider-node': './lambda/aws/environment-credentials.ts',
};

/**
 * What the SDK imports only when an operation has a stream of events, which none of DynamoDB's
 * has. In the bundle that one `import()` would make esbuild wrap all of the SDK's modules in
 * functions, to be run on demand: a twentieth of a cold start.
 */
export const ON_DEMAND: readonly string[] = ['@smithy/core/event-streams'];

const ASSERT_BUNDLE = fileURLToPath(new URL('./assert-bundle.ts', import.meta.url));

/** How a function is bundled. */
export const PLAIN_BUNDLING: BundlingOptions = {
  format: OutputFormat.ESM,
  mainFields: ['module', 'main'],
  minify: true,
  sourceMap: false,
  logLevel: LogLevel.WARNING,
  // The runtime's own SDK changes without a deploy: what was tested is what runs. It is slower to load, too.
  bundleAwsSDK: true,
};

/**
 * How the API's function is bundled. All of it is read and compiled in every cold
 * start (docs/performance.md): the sources in ES modules, which esbuild takes
 * apart, instead of those in CommonJS, a third off the cold start; minified, a
 * fifteenth; and without a source map, for reading one would add a seventh.
 */
export const BUNDLING: BundlingOptions = {
  ...PLAIN_BUNDLING,
  externalModules: [...ON_DEMAND],
  // Read, and removed, by assert-bundle.ts.
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
