import { Buffer } from 'node:buffer';
import type { DynamoDBRecord } from 'aws-lambda';
import { type CustomerUpdated, toCustomerUpdated } from './customer-updated.ts';
import { readChange } from './read-change.ts';

/** An event to send for a record of the stream. */
export interface EventTask {
  record: DynamoDBRecord;
  event: CustomerUpdated;
  /** The event as JSON, and the size that EventBridge counts for the entry. */
  detail: string;
  bytes: number;
}

/** A record that no retry makes readable. */
export interface UnreadableTask {
  record: DynamoDBRecord;
  fault: unknown;
}

export type Task = EventTask | UnreadableTask;

/**
 * Limits of one request, all entries together:
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-putevent-size
 */
const MAX_BYTES = 256 * 1024;
const MAX_ENTRIES = 10;
/** Room for source, detail type and time. */
const BYTES_BESIDE_DETAIL = 64;

/** The task for a record; undefined if there is no event to send. */
export function toTask(record: DynamoDBRecord): Task | undefined {
  try {
    const change = readChange(record);
    const event = change && toCustomerUpdated(change.before, change.after);
    if (!event) return undefined;
    const detail = JSON.stringify(event);
    const bytes = Buffer.byteLength(detail) + BYTES_BESIDE_DETAIL;
    // Only another writer could store a caller or tenant of that length.
    if (bytes >= MAX_BYTES) throw new Error('The event is larger than EventBridge takes.');
    return { record, event, detail, bytes };
  } catch (fault) {
    return { record, fault };
  }
}

/**
 * Splits the tasks, in order, into waves: the events of one request, at most one per customer,
 * or a single unreadable record. With two events of a customer in one request the bus could
 * refuse the first and accept the second.
 */
export function* toWaves(tasks: readonly Task[]): Generator<EventTask[] | UnreadableTask> {
  let wave: EventTask[] = [];
  for (const task of tasks) {
    if (!('event' in task)) {
      if (wave.length > 0) yield wave;
      yield task;
      wave = [];
      continue;
    }
    if (wave.length > 0 && !hasRoom(wave, task)) {
      yield wave;
      wave = [];
    }
    wave.push(task);
  }
  if (wave.length > 0) yield wave;
}

function hasRoom(wave: readonly EventTask[], { event, bytes }: EventTask): boolean {
  const total = wave.reduce((sum, one) => sum + one.bytes, bytes);
  const isAnother = wave.every((one) => one.event.customerId !== event.customerId);
  return isAnother && wave.length < MAX_ENTRIES && total < MAX_BYTES;
}
