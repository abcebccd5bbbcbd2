import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';

/** How events are found on the bus (docs/events.md). */
const SOURCE = 'customer-profile-update';
const DETAIL_TYPE = 'customer.updated';

/** An event that the bus did not take, by its place among those sent. */
export interface Refusal {
  index: number;
  /** EventBridge's code, or the name of the request's error. */
  code: string;
}

/** Sends events in one request; resolves to those that the bus refused, in their order. Never rejects. */
export type PutEvents = (details: readonly string[]) => Promise<readonly Refusal[]>;

interface Options {
  bus: string;
  /** Resolves when it is time to send once more what was refused so many times. */
  backOff: (failures: number) => Promise<unknown>;
}

/** A refused entry is mostly one too many at that moment: so it is tried again before the rest of the batch is. */
const MAX_ATTEMPTS = 3;

/** The bus of the SDK's client, which itself repeats requests that fail as a whole. */
export function createPutEvents(
  client: Pick<EventBridgeClient, 'send'>,
  { bus, backOff }: Options,
): PutEvents {
  const putOnce = async (details: readonly string[]): Promise<readonly Refusal[]> => {
    const { Entries = [] } = await client.send(
      new PutEventsCommand({
        Entries: details.map((Detail) => ({
          EventBusName: bus,
          Source: SOURCE,
          DetailType: DETAIL_TYPE,
          Detail,
        })),
      }),
    );
    return details.flatMap((_, index) => {
      const { EventId, ErrorCode = 'NoEventId' } = Entries[index] ?? {};
      return EventId === undefined ? [{ index, code: ErrorCode }] : [];
    });
  };

  const put = async (details: readonly string[], failures = 0): Promise<readonly Refusal[]> => {
    let refused: readonly Refusal[];
    try {
      refused = await putOnce(details);
    } catch (error) {
      const code = error instanceof Error ? error.name : 'Unknown';
      return details.map((_, index) => ({ index, code }));
    }
    if (refused.length === 0 || failures + 1 >= MAX_ATTEMPTS) return refused;
    await backOff(failures + 1);
    const again = await put(
      refused.map(({ index }) => details[index] ?? ''),
      failures + 1,
    );
    return again.map(({ index, code }) => ({ index: refused[index]?.index ?? 0, code }));
  };
  return (details) => put(details);
}
