import { Buffer } from 'node:buffer';
import type { DynamoDBRecord } from 'aws-lambda';
import { type CustomerUpdated, toCustomerUpdated } from './customer-updated.ts';
import { readChange } from './read-change.ts';

/** An event to send for a record of the stream. */
export interface EventTask {
  record: DynamoDBRecord;
  event: CustomerUpdated;
  /** The event as JSON, and its bytes with those that EventBridge counts beside it. */
  detail: string;
  bytes: number;
}

/** A record that no repetition will make readable. */
export interface UnreadableTask {
  record: DynamoDBRecord;
  fault: unknown;
}

export type Task = EventTask | UnreadableTask;

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-putevent-size: of the entries of a request together. */
const MAX_BYTES = 256 * 1024;
const MAX_ENTRIES = 10;
/** Source, detail type and time. */
const BYTES_BESIDE_DETAIL = 64;

/** What is to be done for a record; undefined where it is no event. */
export function toTask(record: DynamoDBRecord): Task | undefined {
  try {
    const change = readChange(record);
    const event = change && toCustomerUpdated(change.before, change.after);
    if (!event) return undefined;
    const detail = JSON.stringify(event);
    const bytes = Buffer.byteLength(detail) + BYTES_BESIDE_DETAIL;
    // Only something else could store a caller or a tenant of that length.
    if (bytes >= MAX_BYTES) throw new Error('The event is larger than EventBridge takes.');
    return { record, event, detail, bytes };
  } catch (fault) {
    return { record, fault };
  }
}

/**
 * Parts the tasks, in their order, into what one request may hold: events that
 * fit, each of another customer, or a single unreadable record. With two events
 * of a customer in one request, the bus could refuse the first and take the second.
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
