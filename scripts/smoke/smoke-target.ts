import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** A deployed or local service that can be tried out. */
export interface SmokeTarget {
  /** Without a slash at the end. */
  readonly url: string;
  readonly table: string;
  readonly client: DynamoDBClient;
  readonly token: string;
  /** One that lacks the scope; undefined where none can be had. */
  readonly otherToken: string | undefined;
  /** The tenant of the token, where the service has tenants. */
  readonly tenantId: string | undefined;
}
