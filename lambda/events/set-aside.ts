import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBRecord } from 'aws-lambda';
import { parseCustomerId } from '../customer/customer-id.ts';

/** Sends the stream position of an unreadable record to the dead-letter queue. */
export type SetAside = (record: DynamoDBRecord) => Promise<void>;

/** Sends positions in the form that Lambda uses for batches that it gives up on. */
export function createSetAside(client: Pick<SQSClient, 'send'>, queueUrl: string): SetAside {
  return async (record) => {
    const message = { QueueUrl: queueUrl, MessageBody: JSON.stringify(toPlace(record)) };
    await client.send(new SendMessageCommand(message));
  };
}

/**
 * The record's position in the stream and its customer's id, and nothing else of it:
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
function toPlace(record: DynamoDBRecord | null) {
  const { eventSourceARN, dynamodb } = record ?? {};
  const { SequenceNumber, ApproximateCreationDateTime: seconds } = dynamodb ?? {};
  const customerId = parseCustomerId(dynamodb?.Keys?.id?.S);
  const arrival = typeof seconds === 'number' && new Date(seconds * 1000).toISOString();
  return {
    requestContext: { condition: 'UnreadableRecord' },
    DDBStreamBatchInfo: {
      startSequenceNumber: SequenceNumber,
      endSequenceNumber: SequenceNumber,
      ...(arrival && {
        approximateArrivalOfFirstRecord: arrival,
        approximateArrivalOfLastRecord: arrival,
      }),
      batchSize: 1,
      streamArn: eventSourceARN,
    },
    customerId,
  };
}
