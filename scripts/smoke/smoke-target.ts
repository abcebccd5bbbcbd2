import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Answer } from './expect-answer.ts';
import type { ClientCertificate } from './send.ts';

/** A deployed or local service that can be tried out. */
export interface SmokeTarget {
  /** Without a slash at the end. */
  readonly url: string;
  readonly table: string;
  readonly client: DynamoDBClient;
  readonly token: string;
  /** One that lacks the scope; undefined where there is none. */
  readonly otherToken: string | undefined;
  /** One that is bound to the certificate, or where there is none to some other; undefined where there is none. */
  readonly boundToken: string | undefined;
  /** What every request identifies itself with, unless it says otherwise. */
  readonly certificate: ClientCertificate | undefined;
  /** The tenant of the token, where the service has tenants. */
  readonly tenantId: string | undefined;
}

/** One request; what is not given is that of a valid one. */
export interface SmokeRequest {
  readonly id?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** null sends none. */
  readonly token?: string | null;
  /** Whether the certificate is presented. */
  readonly isIdentified?: boolean;
}

/** What a check has at hand. */
export interface Smoke {
  readonly target: SmokeTarget;
  put(request?: SmokeRequest): Promise<Answer>;
  /** The stored customer. */
  read(): Promise<Record<string, unknown> | undefined>;
}
