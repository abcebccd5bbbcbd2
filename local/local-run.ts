import { DEFAULT_SCOPE } from '../lambda/config.ts';
import { type AnsweredRequest, startHttpApi } from './api-gateway/http-api.ts';
import { createDocsPage } from './docs-page/docs-page.ts';
import { findOrStartDynamoDb } from './dynamodb/find-dynamodb.ts';
import { type EventOptions, startEvents } from './events/start-events.ts';
import { type LocalIssuer, startIssuer } from './issuer.ts';
import { bundleFunction } from './lambda/bundle-function.ts';
import { toFunctionSettings, toRouteKeys } from './lambda/deployed-function.ts';
import { toFunctionEnvironment } from './lambda/function-environment.ts';
import { type ReloadableFunction, startReloadableFunction } from './lambda/reloadable-function.ts';
import { startFunction } from './lambda/running-function.ts';
import { type ClientFiles, startMutualTls } from './mtls/client-files.ts';
import { prepareTable } from './seed/prepare-table.ts';
import { LOCAL_AUDIENCE, LOCAL_TABLE, LOCAL_TENANT } from './shared/defaults.ts';
import { createParts } from './shared/parts.ts';
import { assertPortFree } from './shared/ports.ts';
import { toContext } from './stack/context.ts';
import { prepareSynthesis } from './stack/synthesis.ts';
import { createProgress, type Step } from './terminal/progress.ts';

interface LocalRunOptions {
  /** Ports; 0, the default, means any free port. */
  port?: number;
  issuerPort?: number;
  dynamoDbPort?: number;
  /** The folder that keeps the data; without it the data is lost at the end. */
  dataDir?: string | undefined;
  /** Whether the API serves TLS and asks for client certificates. */
  mtls?: boolean;
  /** Called when a part of the start is done. */
  onStep?: (step: Step) => void;
  /** Called with the function's output before the response is sent; writes to stdout by default. */
  onLog?: (text: string) => void;
  onRequest?: (request: AnsweredRequest) => void;
  /** Turns change events on. */
  events?: EventOptions | undefined;
  /** Called if DynamoDB Local ends unexpectedly. */
  onDynamoDbEnd?: () => void;
}

export interface LocalRun {
  /** The API's base URL, such as `http://127.0.0.1:3000`. */
  url: string;
  issuer: LocalIssuer;
  /** The scope that a token must have. */
  scope: string;
  /** The client's certificate files; undefined without mutual TLS. */
  clientFiles: ClientFiles | undefined;
  /** The sample customer's tenant, if TENANT_CLAIM turns tenancy on. */
  tenant: string | undefined;
  dynamoDbEndpoint: string;
  table: string;
  reload: ReloadableFunction['reload'];
  stop(): Promise<void>;
}

/**
 * Starts everything that `npm start` starts: DynamoDB, the stack's table with the sample customer,
 * an issuer, and the API with the function that a deploy uploads. Throws a SetupError for what the
 * user can fix; in case of an error nothing is left running.
 */
export async function startLocalRun(options: LocalRunOptions = {}): Promise<LocalRun> {
  const { port = 0, issuerPort = 0, dynamoDbPort = 0, dataDir, onRequest, onDynamoDbEnd } = options;
  const { events } = options;
  const { onLog = (text) => process.stdout.write(text), onStep = () => {} } = options;
  await Promise.all([assertPortFree(port, 'PORT'), assertPortFree(issuerPort, 'ISSUER_PORT')]);

  const { start, stop } = createParts();
  const step = createProgress(onStep);

  try {
    // The slowest parts first; other processes do them.
    const dynamoDb = start(
      step(
        'DynamoDB',
        findOrStartDynamoDb({
          port: dynamoDbPort,
          dataDir,
          ...(onDynamoDbEnd && { onUnexpectedEnd: onDynamoDbEnd }),
        }),
      ),
    );
    const synthesis = prepareSynthesis();
    start(Promise.resolve(synthesis));
    const issuer = await start(
      step(
        'the issuer',
        startIssuer({
          port: issuerPort,
          audience: LOCAL_AUDIENCE,
          scopeClaim: process.env.SCOPE_CLAIM,
        }),
      ),
    );
    const context = toContext(issuer, process.env, events !== undefined);
    const scope = process.env.REQUIRED_SCOPE ?? DEFAULT_SCOPE;
    const tenant = process.env.TENANT_CLAIM === undefined ? undefined : LOCAL_TENANT;
    const [first, { endpoint }] = await Promise.all([
      step('the stack and the bundle of its function', synthesis.run(context)),
      dynamoDb,
    ]);
    const { template } = first.stack;
    const settings = toFunctionSettings(first.stack, LOCAL_TABLE);
    const environment = toFunctionEnvironment(settings.environment, endpoint);
    const launching = startReloadableFunction(first, {
      build: () => bundleFunction(first.stack),
      assetDirOf: ({ stack }) => stack.functionAssetDir,
      launch: (assetDir) => startFunction({ assetDir, environment, onLog }),
    });
    const [updateCustomer] = await Promise.all([
      step('the function', start(launching)),
      step(
        'the table and the sample customer',
        prepareTable({ endpoint, template, keepSample: dataDir !== undefined }),
      ),
    ]);
    const reloads = [updateCustomer.reload];
    if (events) {
      const build = () => prepareSynthesis().run(context);
      const started = startEvents({ ...events, endpoint, table: LOCAL_TABLE, first, build });
      const { reload } = await step('the stream of changes', start(started));
      reloads.push(reload);
    }
    const { handler } = updateCustomer;
    const mtls = options.mtls ? await start(startMutualTls()) : undefined;
    const { url } = await start(
      startHttpApi({
        tls: mtls?.server,
        lambda: { ...settings, handler },
        routeKeys: toRouteKeys(template),
        port,
        page: createDocsPage({ tokenEndpoint: issuer.tokenEndpoint, scope, tenant }),
        ...(onRequest && { onRequest }),
      }),
    );
    const dynamoDbEndpoint = endpoint;
    const reload = async () => {
      const changed: boolean[] = [];
      for (const one of reloads) changed.push(await one());
      return changed.includes(true);
    };
    const found = { url, issuer, scope, tenant, clientFiles: mtls?.client };
    return { ...found, dynamoDbEndpoint, table: LOCAL_TABLE, reload, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
