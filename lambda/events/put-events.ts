import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';

/** What rules on the bus match (docs/events.md). */
const SOURCE = 'customer-profile-update';
const DETAIL_TYPE = 'customer.updated';

/** An event that the bus refused, by its index among those sent. */
export interface Refusal {
  index: number;
  /** EventBridge's error code, or the name of the error that the request failed with. */
  code: string;
}

/** Sends events in one request; resolves to those that the bus refused, in order. Never rejects. */
export type PutEvents = (details: readonly string[]) => Promise<readonly Refusal[]>;

interface Options {
  bus: string;
  /** Waits before the request that follows the nth refusal. */
  backOff: (failures: number) => Promise<unknown>;
}

/**
 * Requests per entry. The bus mostly refuses entries because it is throttled, so they are sent
 * again before the rest of the batch.
 */
const MAX_REQUESTS = 3;

/** Sends events with the SDK's client, which itself retries requests that fail as a whole. */
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
    if (refused.length === 0 || failures + 1 >= MAX_REQUESTS) return refused;
    await backOff(failures + 1);
    const again = await put(
      refused.map(({ index }) => details[index] ?? ''),
      failures + 1,
    );
    return again.map(({ index, code }) => ({ index: refused[index]?.index ?? 0, code }));
  };
  return (details) => put(details);
}
