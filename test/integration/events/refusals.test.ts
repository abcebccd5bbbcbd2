import { randomUUID } from 'node:crypto';
import type { DynamoDBRecord } from 'aws-lambda';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustomerUpdated } from '../../../lambda/events/customer-updated.ts';
import { toChanges } from '../../support/change-records.ts';
import { startAnnouncer } from '../../support/event-bus.ts';
import { silent, text } from '../../support/fake-server.ts';

type Announce = Awaited<ReturnType<typeof startAnnouncer>>['announce'];

const [ANN, BOB] = [randomUUID(), randomUUID()];
const throttled = text('{"__type":"ThrottlingException","message":"Canary"}', 400);
const faulty = text('{"__type":"InternalFailure","message":"Canary"}', 500);

describe('a bus that does not take everything', () => {
  it.each([
    ['throttles', throttled],
    ['fails', faulty],
    ['denies access', text('{"__type":"AccessDeniedException","message":"Canary"}', 400)],
    ['answers what is no JSON', text('Canary')],
    ['answers nothing of the entries', text('{}')],
    ['answers for too few entries', text('{"FailedEntryCount":0,"Entries":[]}')],
  ])('gets everything again, where it %s', async (_, answer) => {
    const { bus, announce, lines } = await startAnnouncer();
    const changes = [...toChanges(ANN, 2), ...toChanges(BOB, 2)];
    bus.server.answer(answer);

    expect(await announce(changes)).toEqual([placeOf(changes[0])]);
    expect(bus.events).toEqual([]);
    expect(JSON.stringify(lines)).not.toContain('Canary');
    bus.restore();
    await deliver(announce, changes);
    expect(firstSeen(bus.details())).toEqual(bus.details());
    expectAllInOrder(bus.details(), changes);
  });

  it('gets everything again, where nothing listens', async () => {
    const { bus, announce, lines } = await startAnnouncer();
    await bus.server.stop();
    const [first, ...rest] = toChanges(ANN, 3);
    expect(await announce([first, ...rest])).toEqual([placeOf(first)]);
    expect(lines).toContainEqual(expect.objectContaining({ message: 'events refused' }));
  });

  it('does not hold a call up when it never answers', { timeout: 30_000 }, async () => {
    const { bus, announce } = await startAnnouncer();
    bus.server.answer(silent);
    const [first, ...rest] = toChanges(ANN, 3);
    const start = performance.now();
    expect(await announce([first, ...rest])).toEqual([placeOf(first)]);
    expect(performance.now() - start).toBeLessThan(25_000);
  });

  it('gets the one of ten that it refused once more at once, and no other again', async () => {
    const { bus, announce, counts } = await startAnnouncer();
    const ids = Array.from({ length: 10 }, () => randomUUID());
    const refused = new Set<string | undefined>([ids[4]]);
    bus.refuse = ({ customerId }) =>
      refused.delete(customerId) ? 'ThrottlingException' : undefined;

    expect(await announce(ids.flatMap((id) => toChanges(id, 1)))).toEqual([]);
    expect(bus.details().map(({ customerId }) => customerId)).toEqual([
      ...ids.filter((id) => id !== ids[4]),
      ids[4],
    ]);
    expect(counts).toEqual([{ announced: 10, refused: 0, unreadable: 0 }]);
  });

  it('is given nothing behind the one of ten that it goes on refusing', async () => {
    const { bus, announce, lines, counts, waits } = await startAnnouncer();
    const ids = Array.from({ length: 10 }, () => randomUUID());
    const changes = ids.flatMap((id) => toChanges(id, 1));
    const later = toChanges(ids[4] ?? '', 3).slice(1);
    let asked = 0;
    bus.refuse = ({ customerId }) => {
      if (customerId !== ids[4]) return undefined;
      asked += 1;
      return 'InternalFailure';
    };

    expect(await announce([...changes, ...later])).toEqual([placeOf(changes[4])]);
    expect(bus.details().map(({ customerId }) => customerId)).not.toContain(ids[4]);
    expect(counts).toEqual([{ announced: 9, refused: 1, unreadable: 0 }]);
    expect({ asked, waits }).toEqual({ asked: 3, waits: [1, 2] });
    expect(lines[0]).toMatchObject({
      message: 'events refused',
      fields: { events: 1, errorCodes: ['InternalFailure'] },
    });
    bus.refuse = () => undefined;
    await deliver(announce, [...changes, ...later].slice(4));
    expectAllInOrder(bus.details(), [...changes, ...later]);
  });

  it('loses nothing and turns no order round, whatever it refuses and however batches are cut', {
    timeout: 60_000,
  }, async () => {
    const { bus, announce } = await startAnnouncer();
    const scenario = fc.record({
      changes: fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 40, size: 'max' }),
      refusals: fc.array(fc.boolean(), { maxLength: 60, size: 'max' }),
      batchSize: fc.integer({ min: 1, max: 15 }),
      unreadable: fc.array(fc.nat({ max: 39 }), { maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(scenario, async ({ changes, refusals, batchSize, unreadable }) => {
        const records = toInterleaved(changes);
        for (const index of unreadable) if (records[index]) records[index] = broken(records[index]);
        const left = [...refusals];
        bus.events.length = 0;
        bus.messages.length = 0;
        bus.refuse = () => (left.shift() ? 'ThrottlingException' : undefined);

        await deliver(announce, records, batchSize);
        expectAllInOrder(bus.details(), records);
        const aside = bus.messages.map(
          (body) => JSON.parse(body).DDBStreamBatchInfo.startSequenceNumber,
        );
        expect(new Set(aside)).toEqual(new Set(records.filter(isBroken).map(placeOf)));
      }),
      { numRuns: 40, seed: 1 },
    );
  });
});

/** Passes batches like Lambda: again from the failed record, until none is left. */
async function deliver(announce: Announce, records: readonly DynamoDBRecord[], batchSize = 100) {
  let pending = [...records];
  for (let calls = 0; pending.length > 0; calls++) {
    if (calls > 500) throw new Error('The batches never end.');
    const batch = pending.slice(0, batchSize);
    const [failed] = await announce(batch);
    const done = failed === undefined ? batch.length : pending.map(placeOf).indexOf(failed);
    if (done < 0) throw new Error(`${failed} is in no batch.`);
    pending = pending.slice(done);
  }
}

/** Every readable change is announced, after all earlier ones of its customer. */
function expectAllInOrder(details: CustomerUpdated[], records: readonly DynamoDBRecord[]) {
  const seen = firstSeen(details);
  const expected = records.filter((record) => !isBroken(record)).map(toPair);
  const of = (id: string) => seen.filter(({ customerId }) => customerId === id).map(toVersion);
  for (const { id } of expected) {
    const versions = expected.filter((one) => one.id === id).map(({ version }) => version);
    expect(of(id)).toEqual(versions);
  }
  expect(seen).toHaveLength(expected.length);
}

function firstSeen(details: CustomerUpdated[]): CustomerUpdated[] {
  const key = ({ customerId, version }: CustomerUpdated) => `${customerId} ${version}`;
  const keys = details.map(key);
  return details.filter((detail, index) => keys.indexOf(key(detail)) === index);
}

/** Changes of a few customers, in the order of the numbers given. */
function toInterleaved(customers: readonly number[]): DynamoDBRecord[] {
  const ids = Array.from({ length: 4 }, () => randomUUID());
  const queues = ids.map((id, n) =>
    toChanges(id, customers.filter((customer) => customer === n).length),
  );
  return customers.flatMap((customer) => queues[customer]?.shift() ?? []);
}

function broken(record: DynamoDBRecord): DynamoDBRecord {
  const { OldImage: _, ...rest } = record.dynamodb ?? {};
  return { ...record, dynamodb: rest };
}

const isBroken = ({ dynamodb }: DynamoDBRecord) => dynamodb?.OldImage === undefined;
const placeOf = (record: DynamoDBRecord | undefined) => record?.dynamodb?.SequenceNumber;
const toVersion = ({ version }: CustomerUpdated) => version;
const toPair = ({ dynamodb }: DynamoDBRecord) => ({
  id: String(dynamodb?.Keys?.id?.S),
  version: Number(dynamodb?.NewImage?.version?.N),
});
