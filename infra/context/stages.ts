import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';

export const STAGES = ['sandbox', 'prod'] as const;

export type Stage = (typeof STAGES)[number];

/** The settings of a stage; context overrides some of them. */
export interface StageSettings {
  /** Whether resources with data are protected from deletion and outlive the stack. */
  readonly keepsData: boolean;
  /** For resources without deletion protection; the table and the user pool set their own. */
  readonly removalPolicy: RemovalPolicy;
  readonly customerManagedKey: boolean;
  readonly logRetention: RetentionDays;
  readonly canary: boolean;
  /** Requests per second; above rate and burst, API Gateway answers 429 without a call. */
  readonly throttleRate: number;
  readonly throttleBurst: number;
  /** Concurrent executions; undefined shares the account's unreserved concurrency. */
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
    // A new account has 10 concurrent executions, none of which can be reserved.
    reservedConcurrency: undefined,
  },
  prod: {
    keepsData: true,
    // Not RETAIN: a failed first deploy must leave nothing behind.
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    customerManagedKey: true,
    // PCI DSS 10.5.1 requires twelve months.
    logRetention: RetentionDays.THIRTEEN_MONTHS,
    canary: true,
    // Eight million updates a day; limits what a stolen token can do before an alarm fires.
    throttleRate: 100,
    throttleBurst: 200,
    // Enough for the rate above if each request took a second. A flood cannot starve the
    // account's other functions.
    reservedConcurrency: 100,
  },
};
