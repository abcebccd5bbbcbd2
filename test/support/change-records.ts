import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';

export const STREAM_ARN =
  'arn:aws:dynamodb:eu-central-1:111122223333:table/customers/stream/2026-11-22T00:42:50.311';

let last = 100_000_000_000_000;

/** A record of the table's stream, each later than the one before, as Lambda hands it over. */
export function toRecord(before: object, after: object): DynamoDBRecord {
  // Metadata may have a key such as `constructor`, which makes an object look like a class instance.
  const options = { removeUndefinedValues: true, convertClassInstanceToMap: true };
  const image = (item: object) => marshall(item, options);
  const { id } = image(before);
  return {
    eventID: `event-${++last}`,
    eventName: 'MODIFY',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'eu-central-1',
    eventSourceARN: STREAM_ARN,
    dynamodb: {
      ApproximateCreationDateTime: 1_795_308_170,
      Keys: { id },
      OldImage: image(before),
      NewImage: image(after),
      SequenceNumber: String(last),
      SizeBytes: 100,
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    } as DynamoDBRecord['dynamodb'] & object,
  };
}

/** The given number of successive changes of one customer. */
export function toChanges(id: string, count: number): DynamoDBRecord[] {
  const item = (version: number) => ({ id, version, firstName: `Canary ${version}` });
  return Array.from({ length: count }, (_, n) => toRecord(item(n + 1), item(n + 2)));
}
