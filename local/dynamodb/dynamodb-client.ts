import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LOCAL_AWS } from '../shared/defaults.ts';

/** Client configuration for DynamoDB Local, with credentials that AWS does not accept. */
export function localClientConfig(endpoint: string) {
  return {
    endpoint,
    region: LOCAL_AWS.AWS_REGION,
    credentials: {
      accessKeyId: LOCAL_AWS.AWS_ACCESS_KEY_ID,
      secretAccessKey: LOCAL_AWS.AWS_SECRET_ACCESS_KEY,
    },
  };
}

/** A client for DynamoDB Local. */
export function createLocalClient(endpoint: string): DynamoDBClient {
  return new DynamoDBClient(localClientConfig(endpoint));
}
