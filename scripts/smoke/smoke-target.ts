import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Answer } from './expect-answer.ts';
import type { ClientCertificate } from './send.ts';

/** A deployed or local service to test. */
export interface SmokeTarget {
  /** Without a trailing slash. */
  readonly url: string;
  readonly table: string;
  readonly client: DynamoDBClient;
  readonly token: string;
  /** A token without the scope, if there is one. */
  readonly otherToken: string | undefined;
  /** A token bound to the certificate or, without one, to another; undefined if there is none. */
  readonly boundToken: string | undefined;
  /** The client certificate of all requests with `isIdentified`. */
  readonly certificate: ClientCertificate | undefined;
  /** The tenant of the token, if the service has tenants. */
  readonly tenantId: string | undefined;
}

/** A request; by default a valid one that changes nothing. */
export interface SmokeRequest {
  readonly id?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** null sends no token. */
  readonly token?: string | null;
  /** Whether to present the certificate. */
  readonly isIdentified?: boolean;
}

/** What checks work with. */
export interface Smoke {
  readonly target: SmokeTarget;
  put(request?: SmokeRequest): Promise<Answer>;
  /** Reads the stored customer. */
  read(): Promise<Record<string, unknown> | undefined>;
}
