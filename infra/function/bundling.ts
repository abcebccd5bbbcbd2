import { fileURLToPath } from 'node:url';
import { type BundlingOptions, LogLevel, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';

/** Modules of the SDK that the bundle has a smaller one for, which says why. */
export const ALIASES: Readonly<Record<string, string>> = {
  '@aws-sdk/credential-provider-node': './lambda/aws/environment-credentials.ts',
};

const ASSERT_ALIASES = fileURLToPath(new URL('./assert-aliases.ts', import.meta.url));

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
  // Read, and removed, by assert-aliases.ts.
  metafile: true,
  esbuildArgs: Object.fromEntries(
    Object.entries(ALIASES).map(([module, file]) => [`--alias:${module}`, file]),
  ),
  commandHooks: {
    beforeInstall: () => [],
    beforeBundling: () => [],
    afterBundling: (_, outputDir) => [`"${process.execPath}" "${ASSERT_ALIASES}" "${outputDir}"`],
  },
};
