/** Where the function's metrics are in CloudWatch; the stack's dashboard and alarms read them there. */
export const METRICS_NAMESPACE = 'CustomerProfileUpdate';

/** Value of the dimension `service`, and of the log's member of that name. */
export const SERVICE_NAME = 'customer-profile-update';

/** Every metric of the function. Each costs money by the month, whatever its use: no dimension but the function. */
export const METRIC = {
  requests: 'Requests',
  /** What became of a request: exactly one of these five is 1. */
  succeeded: 'Succeeded',
  replayed: 'Replayed',
  tokenRefused: 'TokenRefused',
  rejected: 'Rejected',
  failed: 'Failed',
  /** HTTP requests to DynamoDB, the SDK's retries included. */
  dynamoDbAttempts: 'DynamoDbAttempts',
  /** Requests that took more than one UpdateItem. */
  secondAttempts: 'SecondAttempts',
  keySetUnreachable: 'KeySetUnreachable',
} as const;
