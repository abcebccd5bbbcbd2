import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { LOCAL_AWS } from '../shared/defaults.ts';

/** An event in the form that the targets of rules receive. */
export interface BusEvent {
  version: '0';
  id: string;
  'detail-type': string;
  source: string;
  account: string;
  time: string;
  region: string;
  resources: string[];
  detail: unknown;
}

interface Entry {
  EventBusName?: string;
  Source: string;
  DetailType: string;
  Detail: string;
}

interface BusOptions {
  onEvent: (event: BusEvent) => void;
  /** Called with the body of a message to the dead-letter queue. */
  onMessage: (body: string) => void;
  /** Returns the error code to refuse an entry with, or undefined to accept it. */
  refuse?: (detail: unknown) => string | undefined;
}

const MAX_ENTRIES = 10;
const MAX_BYTES = 256 * 1024;

/** Serves PutEvents and SendMessage like AWS's HTTP APIs, within EventBridge's limits. */
export function createEventBus({ onEvent, onMessage, refuse }: BusOptions): RequestListener {
  const put = (entry: Entry) => {
    const detail: unknown = JSON.parse(entry.Detail);
    const ErrorCode = refuse?.(detail);
    if (ErrorCode !== undefined) return { ErrorCode, ErrorMessage: `Refused ${entry.Detail}` };
    const event = toEvent(entry, detail);
    onEvent(event);
    return { EventId: event.id };
  };

  const answers: Record<string, (body: string) => object> = {
    'AWSEvents.PutEvents': (body) => {
      const { Entries: sent }: { Entries: Entry[] } = JSON.parse(body);
      const bytes = sent.reduce((sum, { Detail }) => sum + Buffer.byteLength(Detail), 0);
      if (sent.length < 1 || sent.length > MAX_ENTRIES || bytes > MAX_BYTES) {
        throw new Error('Too many entries, or too large ones.');
      }
      const Entries = sent.map(put);
      return { Entries, FailedEntryCount: Entries.filter((one) => 'ErrorCode' in one).length };
    },
    'AmazonSQS.SendMessage': (body) => {
      const { MessageBody }: { MessageBody: string } = JSON.parse(body);
      onMessage(MessageBody);
      const MD5OfMessageBody = createHash('md5').update(MessageBody).digest('hex');
      return { MessageId: randomUUID(), MD5OfMessageBody };
    },
  };

  return async (request, response) => {
    const headers = { 'content-type': 'application/x-amz-json-1.1' };
    try {
      const answer = answers[targetOf(request)];
      if (!answer) throw new Error('Neither PutEvents nor SendMessage.');
      response.writeHead(200, headers).end(JSON.stringify(answer(await text(request))));
    } catch (error) {
      const body = { __type: 'ValidationException', message: (error as Error).message };
      response.writeHead(400, headers).end(JSON.stringify(body));
    }
  };
}

function targetOf({ headers }: IncomingMessage): string {
  return String(headers['x-amz-target']);
}

function toEvent({ Source, DetailType }: Entry, detail: unknown): BusEvent {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': DetailType,
    source: Source,
    account: '000000000000',
    time: new Date().toISOString().replace(/\.\d+/, ''),
    region: LOCAL_AWS.AWS_REGION,
    resources: [],
    detail,
  };
}
