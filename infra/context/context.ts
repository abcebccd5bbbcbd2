import { KEYS, type KeyName, type Report, type Values } from './context-keys.ts';
import { type Domain, toDomain } from './domain.ts';
import { type Identity, LEAVE_OUT_OR_EXISTING, toIdentity } from './identity.ts';
import { type Network, toNetwork } from './network.ts';
import { type Replication, toReplication } from './replication.ts';
import { STAGE_SETTINGS, type Stage, type StageSettings } from './stages.ts';

/** The stack's settings, from CDK context: `-c key=value`, or `context` in cdk.json. */
export interface ApiContext extends StageSettings {
  readonly stage: Stage;
  readonly stackName: string;
  readonly identity: Identity;
  readonly tenantClaim: string | undefined;
  readonly senderConstrained: Values['senderConstrained'] | undefined;
  /** Undefined if the API has only the address that API Gateway assigns. */
  readonly domain: Domain | undefined;
  readonly corsOrigins: readonly string[];
  readonly provisionedConcurrency: number | undefined;
  readonly replication: Replication | undefined;
  /** Undefined if the functions do not run in a VPC. */
  readonly network: Network | undefined;
  /** Undefined if change events are off. */
  readonly changeEvents: { readonly archiveDays: number | undefined } | undefined;
  readonly alarmEmail: string | undefined;
  readonly logLevel: Values['logLevel'] | undefined;
}

/** Unusable context or environment; the message says for every fault what to do. */
export class ContextError extends Error {
  override readonly name = 'ContextError';

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

const DEFAULT_STACK_NAME = 'CustomerApi';
const CDK_JSON = 'cdk.json takes the same keys, as members of "context".';

/**
 * Reads the settings from CDK context. Throws one ContextError that lists everything missing,
 * malformed, unknown or contradictory.
 */
export function parseContext(context: Readonly<Record<string, unknown>>): ApiContext {
  const faults = unknownKeys(context);
  const report: Report = (name, what, remedy) => {
    const { accepts, example } = KEYS[name];
    faults.push(`${name} is ${what}. ${remedy ?? `Pass -c ${name}=${example}: ${accepts}.`}`);
  };
  const given: Values = readValues(context, report);

  const stage = given.stage ?? 'sandbox';
  const settings = STAGE_SETTINGS[stage];
  const parsed: ApiContext = {
    ...settings,
    stage,
    stackName: given.stackName ?? DEFAULT_STACK_NAME,
    identity: toIdentity(context, given, stage, report),
    tenantClaim: given.tenantClaim,
    senderConstrained: given.senderConstrained,
    domain: toDomain(given, report),
    corsOrigins: given.corsOrigins ?? [],
    throttleRate: given.throttleRate ?? settings.throttleRate,
    throttleBurst: given.throttleBurst ?? settings.throttleBurst,
    reservedConcurrency: given.reservedConcurrency ?? settings.reservedConcurrency,
    provisionedConcurrency: given.provisionedConcurrency,
    replication: toReplication(given, settings, report),
    network: toNetwork(given, report),
    changeEvents: toChangeEvents(given, report),
    alarmEmail: given.alarmEmail,
    logLevel: given.logLevel,
  };
  const { reservedConcurrency, provisionedConcurrency } = parsed;
  if ((provisionedConcurrency ?? 0) > (reservedConcurrency ?? Number.POSITIVE_INFINITY)) {
    report(
      'provisionedConcurrency',
      `more than reservedConcurrency, ${reservedConcurrency}`,
      'Pass a smaller one, or a larger -c reservedConcurrency.',
    );
  }
  for (const name of ['tenantClaim', 'senderConstrained'] as const) {
    if (given[name] !== undefined && parsed.identity.kind === 'cognito') {
      report(name, "in none of the user pool's tokens", LEAVE_OUT_OR_EXISTING);
    }
  }
  if (faults.length > 0) throw new ContextError([...faults, CDK_JSON]);
  return parsed;
}

/**
 * Without this check a misspelt key would silently mean the default: `-c stge=prod` a sandbox.
 * CDK's own keys contain characters other than letters.
 */
function unknownKeys(context: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(context)
    .filter((name) => /^[a-z]+$/i.test(name) && !Object.hasOwn(KEYS, name))
    .map((name) => `${name} is unknown. The keys are ${Object.keys(KEYS).join(', ')}.`);
}

function readValues(context: Readonly<Record<string, unknown>>, report: Report): Values {
  const names = (Object.keys(KEYS) as KeyName[]).filter((name) => context[name] !== undefined);
  return Object.fromEntries(
    names.map((name) => {
      const value = KEYS[name].parse(context[name]);
      if (value === undefined) report(name, 'malformed');
      return [name, value];
    }),
  );
}

function toChangeEvents(
  { changeEvents, eventArchiveDays: archiveDays }: Values,
  report: Report,
): ApiContext['changeEvents'] {
  if (changeEvents === 'on') return { archiveDays };
  if (archiveDays !== undefined) {
    report(
      'eventArchiveDays',
      'of no use without events',
      'Leave it out, or pass -c changeEvents=on.',
    );
  }
  return undefined;
}
