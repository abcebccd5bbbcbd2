import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import schema from '../../docs/customer-updated.schema.json' with { type: 'json' };
import { toCustomer } from '../../lambda/customer/to-customer.ts';
import { toRecord } from '../support/change-records.ts';
import { startAnnouncer } from '../support/event-bus.ts';
import { arbitraryItem, CUSTOMER_ID } from '../unit/events/arbitrary-items.ts';

const page = readFileSync('docs/events.md', 'utf8');
const blocks = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, text = '']) => JSON.parse(text));

const ajv = new Ajv2020({ allErrors: true });
(addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
// Otherwise the schema would say nothing about unknown members of an event.
const isDetail = ajv.compile({ ...schema, additionalProperties: false });

describe('the schema of an event’s detail', () => {
  it('takes the events that are really sent, whatever is stored', async () => {
    const { bus, announce } = await startAnnouncer();
    const pairs = fc.sample(fc.tuple(arbitraryItem, arbitraryItem), { numRuns: 200, seed: 1 });
    await announce(pairs.map(([before, after]) => toRecord(before, after)));

    expect(bus.events.length).toBeGreaterThan(100);
    for (const detail of bus.details())
      expect(isDetail(detail), ajv.errorsText(isDetail.errors)).toBe(true);
  });

  it('refuses an event that says more', () => {
    const { detail } = blocks[0];
    expect(isDetail(detail)).toBe(true);
    expect(isDetail({ ...detail, firstName: 'Sarah' })).toBe(false);
    expect(isDetail({ ...detail, changed: ['metadata.key'] })).toBe(false);
    expect(isDetail({ ...detail, changed: [] })).toBe(false);
  });

  it('names every property of an answer, in its order', () => {
    const { id: _, updatedBy: __, updatedAt: ___, ...answer } = toCustomer({ id: CUSTOMER_ID });
    const names = Object.entries(answer).flatMap(([name, value]) =>
      typeof value === 'string' || name === 'addresses' || name === 'metadata'
        ? [name]
        : Object.keys(value).map((member) => `${name}.${member}`),
    );
    expect(schema.properties.changed.items.enum).toEqual(names);
  });
});

describe('docs/events.md', () => {
  it('shows an event in the bus’s own envelope', async () => {
    const { bus, announce } = await startAnnouncer();
    const item = { id: CUSTOMER_ID, version: 1 };
    await announce([toRecord(item, { ...item, firstName: 'A' })]);
    const [shown] = blocks;
    expect(Object.keys(shown)).toEqual(Object.keys(bus.events[0] ?? {}));
    expect([shown.source, shown['detail-type']]).toEqual(
      bus.events.map((event) => [event.source, event['detail-type']])[0],
    );
  });

  it('names every member of the detail and every variable of the function', () => {
    for (const member of Object.keys(schema.properties)) expect(page).toContain(`\`${member}\``);
    for (const name of ['EVENT_BUS_NAME', 'DEAD_LETTER_QUEUE_URL']) {
      expect(page).toContain(`| \`${name}\` |`);
    }
  });
});
