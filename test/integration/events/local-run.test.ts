import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { BusEvent } from '../../../local/events/event-bus.ts';
import { toEventLine, toFaultLines } from '../../../local/events/event-lines.ts';
import { type LocalRun, startLocalRun } from '../../../local/local-run.ts';
import sample from '../../../local/seed/sample-customer.json' with { type: 'json' };
import { setEnvironment } from '../../support/environment.ts';

const events: BusEvent[] = [];
const logs: string[] = [];
let run: LocalRun;
let restore: () => void;

beforeAll(async () => {
  restore = setEnvironment({ AWS_ENDPOINT_URL_DYNAMODB: undefined });
  run = await startLocalRun({
    onLog: () => {},
    events: { onEvent: (event) => events.push(event), onEventLog: (text) => logs.push(text) },
  });
}, 120_000);

afterAll(async () => {
  await run?.stop();
  restore();
});

async function put(body: object) {
  const page = await fetch(`${run.url}/docs/token`);
  const { access_token } = (await page.json()) as { access_token: string };
  return fetch(`${run.url}/v1/customers/${sample.id}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

describe('the local run with events', () => {
  it('announces a PUT over HTTP by the bundle that a deploy uploads', async () => {
    expect((await put({ primaryPhoneNumber: { extension: '31' } })).status).toBe(200);
    await vi.waitFor(() => expect(events).toHaveLength(1), { timeout: 20_000 });

    const [event] = events;
    expect(event && toEventLine(event)).toMatch(
      new RegExp(
        `^event customer.updated ${sample.id} 1→2 primaryPhoneNumber\\.extension by \\S+$`,
      ),
    );
    await vi.waitFor(() => expect(logs.join('')).toContain('"message":"changes"'));
    expect(toFaultLines(logs.join(''))).toEqual([]);
  }, 60_000);
});
