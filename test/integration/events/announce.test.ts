import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { STREAM_ARN, toChanges, toRecord } from '../../support/change-records.ts';
import { startAnnouncer } from '../../support/event-bus.ts';

const ID = '0f5f0c2e-5b1c-4f3a-9d0e-1c2b3a495867';
const BEFORE = { id: ID, tenantId: 'bank', version: 4, primaryPhoneNumber: { extension: '30' } };
const AFTER = {
  ...BEFORE,
  version: 5,
  primaryPhoneNumber: { extension: '31' },
  updatedAt: '2026-11-22T00:42:50.311Z',
  updatedBy: { id: 'demo', type: 'service-account' },
};

describe('a batch of the stream', () => {
  it('becomes an event for a change, on the bus, with names and no value', async () => {
    const { bus, announce, counts } = await startAnnouncer();

    expect(await announce([toRecord(BEFORE, AFTER)])).toEqual([]);
    expect(bus.events).toEqual([
      expect.objectContaining({
        source: 'customer-profile-update',
        'detail-type': 'customer.updated',
        detail: {
          customerId: ID,
          tenantId: 'bank',
          version: 5,
          previousVersion: 4,
          updatedAt: '2026-11-22T00:42:50.311Z',
          updatedBy: { id: 'demo', type: 'service-account' },
          changed: ['primaryPhoneNumber.extension'],
        },
      }),
    ]);
    expect(counts).toEqual([{ announced: 1, refused: 0, unreadable: 0 }]);
  });

  it.each<[string, object]>([
    ['creates a customer', { eventName: 'INSERT' }],
    ['deletes a customer', { eventName: 'REMOVE' }],
  ])('becomes no event where it %s', async (_, change) => {
    const { bus, announce } = await startAnnouncer();
    expect(await announce([{ ...toRecord(BEFORE, AFTER), ...change }])).toEqual([]);
    expect(bus.server.requests()).toBe(0);
  });

  it('becomes no event where no answer shows the change', async () => {
    const { bus, announce } = await startAnnouncer();
    const foreign = { ...BEFORE, lifetimeValue: 1, version: 5, writes: { 0: { key: 'k' } } };
    expect(await announce([toRecord(BEFORE, foreign)])).toEqual([]);
    expect(bus.server.requests()).toBe(0);
  });

  it('is read whatever numbers an attribute of something else has', async () => {
    const { bus, announce } = await startAnnouncer();
    const record = toRecord(BEFORE, AFTER);
    const foreign = {
      lifetimeValue: { N: '12345678901234567.89' },
      all: { L: [{ NS: ['9007199254740993', '-1e125'] }, { M: { deep: { N: '0.1' } } }] },
      bytes: { BS: ['AAEC'] },
      nothing: { NULL: true },
    };
    Object.assign(record.dynamodb?.OldImage ?? {}, foreign);
    Object.assign(record.dynamodb?.NewImage ?? {}, foreign, { one: { N: '9e99' } });

    expect(await announce([record])).toEqual([]);
    expect(bus.details()).toEqual([expect.objectContaining({ customerId: ID })]);
  });

  it('is read where empty maps have no value, as DynamoDB Local’s stream has them', async () => {
    const { bus, announce } = await startAnnouncer();
    const record = toRecord(BEFORE, AFTER);
    const empty = { metadata: {}, deep: { M: { map: {}, list: { L: [{ L: [] }, {}] } } } };
    Object.assign(record.dynamodb?.OldImage ?? {}, { metadata: { M: { a: { S: '1' } } } });
    Object.assign(record.dynamodb?.NewImage ?? {}, empty);

    expect(await announce([record])).toEqual([]);
    expect(bus.details().map(({ changed }) => changed)).toEqual([
      ['metadata', 'primaryPhoneNumber.extension'],
    ]);
  });

  it('takes as few requests as the bus allows', async () => {
    const { bus, announce } = await startAnnouncer();
    const others = Array.from({ length: 25 }, () => toChanges(randomUUID(), 1)).flat();
    await announce(others);
    expect([bus.events.length, bus.server.requests()]).toEqual([25, 3]);
  });

  it('takes a request for each change of the same customer, in order', async () => {
    const { bus, announce } = await startAnnouncer();
    await announce(toChanges(ID, 4));
    expect(bus.details().map(({ version }) => version)).toEqual([2, 3, 4, 5]);
    expect(bus.server.requests()).toBe(4);
  });

  it('takes more requests where the events are larger than one may be', async () => {
    const { bus, announce } = await startAnnouncer();
    const large = Array.from({ length: 4 }, () => {
      const id = randomUUID();
      const updatedBy = { id: 'ä'.repeat(50_000), type: 'x' };
      return toRecord({ id }, { id, updatedBy, firstName: 'A' });
    });
    expect(await announce(large)).toEqual([]);
    expect([bus.events.length, bus.server.requests()]).toEqual([4, 2]);
  });

  it('is left for another call where no time is left', async () => {
    const { bus, announce } = await startAnnouncer();
    const changes = toChanges(ID, 2);
    expect(await announce(changes, 5_000)).toEqual([changes[0]?.dynamodb?.SequenceNumber]);
    expect(bus.server.requests()).toBe(0);
  });
});

describe('a record that cannot be read', () => {
  const whole = () => toRecord(BEFORE, AFTER);
  const broken: [string, () => unknown][] = [
    ['has no images', () => ({ ...whole(), dynamodb: { SequenceNumber: '7' } })],
    ['has no old image', () => without('OldImage')],
    ['has no new image', () => without('NewImage')],
    ['has an image that is no object', () => withImage('Canary')],
    [
      'has a type that DynamoDB does not have',
      () => withImage({ id: { S: ID }, a: { Canary: 1 } }),
    ],
    ['has an attribute that is nothing', () => withImage({ id: { S: ID }, firstName: null })],
    ['has a list that is none', () => withImage({ id: { S: ID }, a: { L: 'Canary' } })],
    ['has no key', () => withImage({ firstName: { S: 'Canary' } })],
    ['has a key that is no text', () => withImage({ id: { N: '7' } })],
    ['is of two customers', () => withImage({ id: { S: randomUUID() } })],
    ['is empty', () => ({})],
    ['is nothing', () => null],
    ['makes an event that is too large', () => tooLarge()],
  ];

  it.each(broken)('goes to the dead-letter queue and holds up no other: %s', async (_, make) => {
    const { bus, announce, lines, counts } = await startAnnouncer();
    const others = [...toChanges(randomUUID(), 2), ...toChanges(randomUUID(), 1)];
    const [first, ...rest] = others;

    expect(await announce([first, make(), ...rest])).toEqual([]);
    expect(bus.events).toHaveLength(3);
    expect(bus.messages).toHaveLength(1);
    expect(counts).toEqual([{ announced: 3, refused: 0, unreadable: 1 }]);
    expect(JSON.stringify([bus.messages, bus.events, lines])).not.toContain('Canary');
  });

  it('is named by its place in the stream and its customer alone', async () => {
    const { bus, announce, lines } = await startAnnouncer();
    const record = without('NewImage');
    await announce([record]);

    expect(bus.messages.map((body) => JSON.parse(body))).toEqual([
      {
        requestContext: { condition: 'UnreadableRecord' },
        DDBStreamBatchInfo: {
          startSequenceNumber: record.dynamodb?.SequenceNumber,
          endSequenceNumber: record.dynamodb?.SequenceNumber,
          approximateArrivalOfFirstRecord: '2026-11-22T00:42:50.000Z',
          approximateArrivalOfLastRecord: '2026-11-22T00:42:50.000Z',
          batchSize: 1,
          streamArn: STREAM_ARN,
        },
        customerId: ID,
      },
    ]);
    expect(lines[0]).toEqual({
      level: 'error',
      message: 'record unreadable',
      fields: { sequenceNumber: record.dynamodb?.SequenceNumber, fault: 'Error' },
    });
  });

  it('stays in the stream while the queue cannot be reached', async () => {
    const { bus, announce, lines } = await startAnnouncer();
    const record = without('NewImage');
    const sequenceNumber = record.dynamodb?.SequenceNumber;
    await bus.server.stop();
    expect(await announce([record])).toEqual([sequenceNumber]);
    expect(lines[0]).toEqual({
      level: 'error',
      message: 'dead-letter queue refused',
      fields: { sequenceNumber, fault: 'Error', cause: expect.any(String) },
    });
    expect(await announce([null])).toEqual(['']);
  });

  function without(image: 'OldImage' | 'NewImage') {
    const record = whole();
    delete record.dynamodb?.[image];
    return record;
  }

  function withImage(NewImage: unknown) {
    const record = whole();
    return { ...record, dynamodb: { ...record.dynamodb, NewImage } };
  }

  function tooLarge() {
    return toRecord(BEFORE, { ...AFTER, updatedBy: { id: 'Canary'.repeat(50_000) } });
  }
});
