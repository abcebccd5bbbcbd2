import { afterEach, describe, expect, it, vi } from 'vitest';
import { compose } from '../../../lambda/events/compose.ts';
import { toRecord } from '../../support/change-records.ts';
import { setEnvironment } from '../../support/environment.ts';
import { startTestBus } from '../../support/event-bus.ts';

const BEFORE = { id: 'customer-1', version: 1, firstName: 'Ann' };
const AFTER = { id: 'customer-1', version: 2, firstName: 'Bea' };

afterEach(() => vi.restoreAllMocks());

describe('the environment', () => {
  it.each([
    [{}, 'EVENT_BUS_NAME, DEAD_LETTER_QUEUE_URL'],
    [{ EVENT_BUS_NAME: '', DEAD_LETTER_QUEUE_URL: 'https://queue' }, 'EVENT_BUS_NAME'],
    [{ EVENT_BUS_NAME: 'customers' }, 'DEAD_LETTER_QUEUE_URL'],
  ])('%j is refused for lack of %s', (env, names) => {
    expect(() => compose(env)).toThrow(new Error(`Missing environment variables: ${names}`));
  });
});

describe('the log of the function', () => {
  /** The output for one change, then for a batch without changes. */
  async function linesOf(more: Record<string, string>) {
    const bus = await startTestBus();
    // So that Powertools writes to this console.
    const dev = { POWERTOOLS_DEV: 'true', POWERTOOLS_METRICS_DISABLED: 'false' };
    const restore = setEnvironment({ ...bus.env, ...dev, ...more });
    const lines: Record<string, unknown>[] = [];
    const write = (line: string) => void lines.push(JSON.parse(line));
    vi.spyOn(console, 'log').mockImplementation(write);
    vi.spyOn(console, 'info').mockImplementation(write);
    const handler = compose({ ...bus.env, ...more });
    for (const Records of [[toRecord(BEFORE, AFTER)], []]) {
      await handler({ Records: Records as never }, { getRemainingTimeInMillis: () => 60_000 });
    }
    restore();
    return lines;
  }

  it('has the metrics of a change, in the namespace of the API, and none of nothing', async () => {
    const lines = await linesOf({ AWS_LAMBDA_FUNCTION_NAME: 'announce' });
    const metrics = lines.filter((line) => '_aws' in line);
    expect(metrics).toMatchObject([
      {
        service: 'customer-profile-update',
        function_name: 'announce',
        EventsAnnounced: 1,
        _aws: {
          CloudWatchMetrics: [
            {
              Namespace: 'CustomerProfileUpdate',
              Metrics: [{ Name: 'EventsAnnounced', Unit: 'Count' }],
            },
          ],
        },
      },
    ]);
  });

  it('has no metrics outside Lambda', async () => {
    const lines = await linesOf({});
    expect(lines.filter((line) => '_aws' in line)).toEqual([]);
    expect(lines).toMatchObject([
      { message: 'changes', service: 'customer-profile-update', records: 1, announced: 1 },
      { message: 'changes', records: 0, announced: 0 },
    ]);
  });
});
