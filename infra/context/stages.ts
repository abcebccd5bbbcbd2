import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';

export const STAGES = ['sandbox', 'prod'] as const;

export type Stage = (typeof STAGES)[number];

/** What a stage decides, unless context says otherwise. */
export interface StageSettings {
  /** Whether what holds data outlives the stack and refuses to be deleted. */
  readonly keepsData: boolean;
  /** Of what refuses no deletion of its own: the table and the user pool, which do, have theirs. */
  readonly removalPolicy: RemovalPolicy;
  readonly customerManagedKey: boolean;
  readonly logRetention: RetentionDays;
  readonly canary: boolean;
  /** Requests in a second; above it, and beyond the burst, API Gateway answers 429 and calls nothing. */
  readonly throttleRate: number;
  readonly throttleBurst: number;
  /** Concurrent runs of the function; undefined takes what the account has left. */
  readonly reservedConcurrency: number | undefined;
}

export const STAGE_SETTINGS: Readonly<Record<Stage, StageSettings>> = {
  sandbox: {
    keepsData: false,
    removalPolicy: RemovalPolicy.DESTROY,
    customerManagedKey: false,
    logRetention: RetentionDays.ONE_WEEK,
    canary: false,
    // Room for a load test.
    throttleRate: 500,
    throttleBurst: 1000,
    // A new account may run 10 functions at once in all, and nothing can be reserved of those.
    reservedConcurrency: undefined,
  },
  prod: {
    keepsData: true,
    // A first deploy that fails leaves nothing of it behind.
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    customerManagedKey: true,
    // PCI DSS 10.5.1 wants twelve months.
    logRetention: RetentionDays.THIRTEEN_MONTHS,
    canary: true,
    // Eight million updates a day: a stolen token gets no further than this before the alarm fires.
    throttleRate: 100,
    throttleBurst: 200,
    // The rate above for a whole second's answer; a flood cannot starve the account's other functions.
    reservedConcurrency: 100,
  },
};
