import { onTestFinished } from 'vitest';
import { compose } from '../../lambda/events/compose.ts';
import type { CustomerUpdated } from '../../lambda/events/customer-updated.ts';
import type { EventCounts } from '../../lambda/events/event-metrics.ts';
import { type BusEvent, createEventBus } from '../../local/events/event-bus.ts';
import { setEnvironment } from './environment.ts';
import { type FakeServer, startFakeServer } from './fake-server.ts';

export interface TestBus {
  server: FakeServer;
  /** The events that it took, in order. */
  events: BusEvent[];
  details(): CustomerUpdated[];
  /** The bodies of messages in the dead-letter queue. */
  messages: string[];
  /** The code by which it refuses an event from now on, if it does. */
  refuse: (detail: CustomerUpdated) => string | undefined;
  /** Puts the bus back after another answer was given in its place. */
  restore(): void;
}

/** The bus and the queue of one test, behind AWS's own HTTP APIs, and the variables that lead to them. */
export async function startTestBus(): Promise<TestBus & { env: Record<string, string> }> {
  const events: BusEvent[] = [];
  const messages: string[] = [];
  const listener = createEventBus({
    onEvent: (event) => events.push(event),
    onMessage: (body) => messages.push(body),
    refuse: (detail) => bus.refuse(detail as CustomerUpdated),
  });
  const server = await startFakeServer(listener);
  onTestFinished(() => server.stop());
  const bus = {
    server,
    events,
    messages,
    details: () => events.map(({ detail }) => detail as CustomerUpdated),
    refuse: (_: CustomerUpdated): string | undefined => undefined,
    restore: () => server.answer(listener),
    env: {
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_EVENTBRIDGE: server.url,
      AWS_ENDPOINT_URL_SQS: server.url,
      EVENT_BUS_NAME: 'customers',
      DEAD_LETTER_QUEUE_URL: `${server.url}111122223333/dead-letters`,
    },
  };
  return bus;
}

export interface LogLine {
  level: 'info' | 'error';
  message: string;
  fields: Record<string, unknown>;
}

/** The function as deployed but for its log, which is kept, with a bus of its own. */
export async function startAnnouncer() {
  const bus = await startTestBus();
  onTestFinished(setEnvironment(bus.env));
  const lines: LogLine[] = [];
  const counts: EventCounts[] = [];
  const waits: number[] = [];
  const handler = compose(bus.env, {
    log: {
      info: (message, fields) => lines.push({ level: 'info', message, fields }),
      error: (message, fields) => lines.push({ level: 'error', message, fields }),
    },
    count: (one) => counts.push(one),
    backOff: async (failures) => waits.push(failures),
  });
  const announce = async (Records: unknown[], remainingMs = 60_000) => {
    const context = { getRemainingTimeInMillis: () => remainingMs };
    const { batchItemFailures } = await handler({ Records: Records as never }, context);
    return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  };
  return { bus, announce, lines, counts, waits };
}
