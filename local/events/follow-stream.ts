import { setTimeout } from 'node:timers/promises';
import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type ShardIteratorType,
  type _Record as StreamRecord,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';

interface FollowOptions {
  streamArn: string;
  /** Where to start in existing shards: at the oldest record, or after the latest. */
  from: 'TRIM_HORIZON' | 'LATEST';
  handle: (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>;
  /** Called when the stream cannot be read or the function fails; both are retried. */
  onFault: (error: unknown) => void;
}

export interface Following {
  stop(): Promise<void>;
}

const BATCH_SIZE = 100;
const POLL_MS = 200;
const RETRY_MS = 1_000;

/**
 * Passes a stream to a function like Lambda's event source mapping: shard by shard, in order, with
 * retries from the record that failed. Once it resolves, every later write is delivered.
 */
export async function followStream(
  client: DynamoDBStreamsClient,
  { streamArn, from, handle, onFault }: FollowOptions,
): Promise<Following> {
  const controller = new AbortController();
  const { signal } = controller;
  const known = new Set<string>();
  const iterators = new Map<string, string>();

  const enter = async (ShardId: string, ShardIteratorType: ShardIteratorType) => {
    const place = { StreamArn: streamArn, ShardId, ShardIteratorType };
    const { ShardIterator } = await client.send(new GetShardIteratorCommand(place));
    known.add(ShardId);
    if (ShardIterator !== undefined) iterators.set(ShardId, ShardIterator);
  };

  const addShards = async (type: ShardIteratorType) => {
    for (const shard of await listShards(client, streamArn)) {
      if (!known.has(shard)) await enter(shard, type);
    }
  };

  const read = async (shard: string, ShardIterator: string) => {
    try {
      return await client.send(new GetRecordsCommand({ ShardIterator }));
    } catch (error) {
      // DynamoDB Local also throws it after writes to other tables. Like Lambda, start again.
      if (!(error instanceof TrimmedDataAccessException)) throw error;
      await enter(shard, 'TRIM_HORIZON');
      return undefined;
    }
  };

  const deliver = async (records: DynamoDBRecord[]) => {
    let left = records;
    while (left.length > 0 && !signal.aborted) {
      const batch = left.slice(0, BATCH_SIZE);
      const failed = await firstFailed(handle, batch, onFault);
      left = left.slice(failed);
      if (failed < batch.length) await setTimeout(RETRY_MS, undefined, { signal });
    }
  };

  const poll = async () => {
    for (const [shard, ShardIterator] of iterators) {
      const answer = await read(shard, ShardIterator);
      if (!answer) continue;
      const { Records = [], NextShardIterator } = answer;
      await deliver(Records.map((record) => toLambdaRecord(record, streamArn)));
      if (NextShardIterator !== undefined) iterators.set(shard, NextShardIterator);
      else {
        iterators.delete(shard); // it has ended; other shards continue the stream
        await addShards('TRIM_HORIZON');
      }
    }
  };

  await addShards(from);
  const follow = async () => {
    while (!signal.aborted) {
      try {
        await poll();
        await setTimeout(POLL_MS, undefined, { signal });
      } catch (error) {
        if (signal.aborted) return;
        onFault(error);
        await setTimeout(RETRY_MS, undefined, { signal }).catch(() => {});
      }
    }
  };
  const following = follow();
  return {
    stop: () => {
      controller.abort();
      return following;
    },
  };
}

/** The index of the first failed record, or the batch's length if none failed. */
async function firstFailed(
  handle: FollowOptions['handle'],
  batch: DynamoDBRecord[],
  onFault: FollowOptions['onFault'],
): Promise<number> {
  try {
    const { batchItemFailures } = await handle({ Records: batch });
    if (batchItemFailures.length === 0) return batch.length;
    const places = batch.map(({ dynamodb }) => dynamodb?.SequenceNumber);
    const indexes = batchItemFailures.map(({ itemIdentifier }) => places.indexOf(itemIdentifier));
    return Math.max(0, Math.min(...indexes));
  } catch (error) {
    onFault(error);
    return 0;
  }
}

async function listShards(client: DynamoDBStreamsClient, StreamArn: string): Promise<string[]> {
  const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn }));
  return (StreamDescription?.Shards ?? []).flatMap(({ ShardId }) => ShardId ?? []);
}

/** A record in the JSON form of Lambda's events: times in seconds, bytes in base64. */
function toLambdaRecord({ dynamodb, ...rest }: StreamRecord, streamArn: string): DynamoDBRecord {
  const created = dynamodb?.ApproximateCreationDateTime;
  const seconds = created && Math.floor(created.getTime() / 1000);
  const record = {
    ...rest,
    eventSourceARN: streamArn,
    dynamodb: { ...dynamodb, ApproximateCreationDateTime: seconds },
  };
  return JSON.parse(
    JSON.stringify(record, (_, value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
    ),
  );
}
