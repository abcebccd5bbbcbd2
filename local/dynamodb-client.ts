import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LOCAL_AWS } from './defaults.ts';

/** A client for DynamoDB Local, with credentials that are worth nothing in AWS. */
export function createLocalClient(endpoint: string): DynamoDBClient {
  return new DynamoDBClient({
    endpoint,
    region: LOCAL_AWS.AWS_REGION,
    credentials: {
      accessKeyId: LOCAL_AWS.AWS_ACCESS_KEY_ID,
      secretAccessKey: LOCAL_AWS.AWS_SECRET_ACCESS_KEY,
    },
  });
}
