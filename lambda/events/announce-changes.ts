import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { EventCounts } from './event-metrics.ts';
import type { PutEvents, Refusal } from './put-events.ts';
import type { SetAside } from './set-aside.ts';
import { type EventTask, toTask, toWaves, type UnreadableTask } from './tasks.ts';

/** The part of a structured logger that this function uses. */
export interface Log {
  info(message: string, fields: Record<string, unknown>): void;
  error(message: string, fields: Record<string, unknown>): void;
}

export interface AnnounceDeps {
  putEvents: PutEvents;
  setAside: SetAside;
  log: Log;
  /** Called once for each batch. */
  count: (counts: EventCounts) => void;
}

/** Enough time for one request to the bus and all its retries. */
const RESERVE_MS = 30_000;

/**
 * Announces the changes in a batch of the stream, one request to the bus after the other. It
 * stops at the first record that fails and returns it; Lambda then retries the batch from that
 * record, so that no event is lost and none overtakes an earlier one.
 */
export function createAnnounceChanges({ putEvents, setAside, log, count }: AnnounceDeps) {
  const announce = async (wave: readonly EventTask[], counts: EventCounts) => {
    const refusals = await putEvents(wave.map(({ detail }) => detail));
    counts.announced += wave.length - refusals.length;
    counts.refused += refusals.length;
    const [first] = refusals;
    if (!first) return undefined;
    log.error('events refused', { events: refusals.length, errorCodes: codesOf(refusals) });
    return placeOf(wave[first.index]?.record);
  };

  const leaveBehind = async ({ record, fault }: UnreadableTask, counts: EventCounts) => {
    counts.unreadable++;
    const fields = { sequenceNumber: placeOf(record), fault: nameOf(fault) };
    try {
      await setAside(record);
      log.error('record unreadable', fields);
      return undefined;
    } catch (error) {
      log.error('dead-letter queue refused', { ...fields, cause: nameOf(error) });
      return placeOf(record);
    }
  };

  return async (
    { Records }: DynamoDBStreamEvent,
    { getRemainingTimeInMillis }: { getRemainingTimeInMillis: () => number },
  ): Promise<DynamoDBBatchResponse> => {
    const tasks = Records.flatMap((record) => toTask(record) ?? []);
    const counts = { announced: 0, refused: 0, unreadable: 0 };
    let itemIdentifier: string | undefined;
    for (const wave of toWaves(tasks)) {
      const isLate = getRemainingTimeInMillis() < RESERVE_MS;
      if (isLate) itemIdentifier = placeOf(Array.isArray(wave) ? wave[0]?.record : wave.record);
      else if (Array.isArray(wave)) itemIdentifier = await announce(wave, counts);
      else itemIdentifier = await leaveBehind(wave, counts);
      if (itemIdentifier !== undefined) break;
    }
    count(counts);
    log.info('changes', { records: Records.length, ...counts });
    return { batchItemFailures: itemIdentifier === undefined ? [] : [{ itemIdentifier }] };
  };
}

/** The record's sequence number; without one, "", for which Lambda retries the whole batch. */
function placeOf(record: DynamoDBRecord | null | undefined): string {
  return record?.dynamodb?.SequenceNumber ?? '';
}

function codesOf(refusals: readonly Refusal[]): string[] {
  return [...new Set(refusals.map(({ code }) => code))];
}

/** The error's name; its message may quote a value. */
function nameOf(fault: unknown): string {
  return fault instanceof Error ? fault.name : typeof fault;
}
