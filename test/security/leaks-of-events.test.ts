import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { synthesize } from '../../infra/synth.ts';
import { createContext } from '../../local/lambda/lambda-function.ts';
import { type RunningFunction, startFunction } from '../../local/lambda/running-function.ts';
import { CANARY_MESSAGE, canaryItem } from '../support/canaries.ts';
import { STREAM_ARN } from '../support/change-records.ts';
import { startTestBus } from '../support/event-bus.ts';
import { text } from '../support/fake-server.ts';

const CANARY = /canary/i;
const outdir = mkdtempSync(join(tmpdir(), 'leaks-of-events-'));
let assetDir: string;

beforeAll(() => {
  const context = { issuer: 'https://issuer.example', audience: 'customers', changeEvents: 'on' };
  assetDir = synthesize({ outdir, context }).eventsAssetDir ?? '';
}, 120_000);
afterAll(() => rmSync(outdir, { recursive: true }));

let place = 0;

/** A change of every attribute of a customer that is full of canaries, ids and keys too. */
function canaryRecord(NewImage: unknown = itemOf('after')) {
  const OldImage = itemOf('before');
  const Keys = { id: OldImage.id };
  const SequenceNumber = String(++place);
  const dynamodb = { Keys, OldImage, NewImage, SequenceNumber };
  return { eventName: 'MODIFY', eventSourceARN: STREAM_ARN, dynamodb };
}

const ID = randomUUID();
function itemOf(when: string) {
  const address = { type: { S: 'SHIPPING' }, zipCode: { S: `Canary ${when}` } };
  return {
    ...JSON.parse(JSON.stringify(canaryItem).replaceAll('Canary', `Canary-${when}`)),
    ...{ id: { S: ID }, tenantId: { S: 'bank' }, version: { N: when === 'after' ? '8' : '7' } },
    metadata: { M: { [`Canary-key-${when}`]: { S: 'Canary' } } },
    addresses: { M: { [`Canary-address-${when}`]: { M: address } } },
    primaryPhoneNumber: { M: { number: { S: `+1415Canary${when}` } } },
    placeOfBirth: { M: { city: { S: `Canary ${when}` } } },
    socialId: { S: `Canary ${when}` },
    updatedAt: { S: '2026-11-22T00:42:50.311Z' },
    updatedBy: { M: { id: { S: 'demo' }, type: { S: 'service-account' }, x: { S: 'Canary' } } },
  };
}

const unreadable = [
  undefined,
  'Canary',
  { id: { S: ID }, firstName: { Canary: 'Canary' } },
  { id: { S: ID }, firstName: { S: 'Canary' }, list: { L: 'Canary' } },
  { id: { S: ID }, firstName: null, other: { S: 'Canary' } },
  { id: { S: 'Canary' }, firstName: { S: 'Canary' } },
].map((image) => canaryRecord(image === undefined ? 'Canary' : image));

describe('the deployed function of change events, at log level DEBUG', () => {
  it('tells no value, address id or metadata key to bus, log or queue', {
    timeout: 120_000,
  }, async () => {
    const bus = await startTestBus();
    let output = '';
    const fn: RunningFunction<DynamoDBStreamEvent> = await startFunction({
      assetDir,
      environment: {
        ...{ ...bus.env, POWERTOOLS_LOG_LEVEL: 'DEBUG', AWS_LAMBDA_FUNCTION_NAME: 'announce' },
        AWS_LAMBDA_LOG_LEVEL: 'DEBUG',
      },
      onLog: (written) => {
        output += written;
      },
    });
    const announce = async (Records: unknown[]) =>
      (await fn.handler(
        { Records } as DynamoDBStreamEvent,
        createContext(60_000, 512),
      )) as DynamoDBBatchResponse;
    const failed = async (Records: unknown[]) => (await announce(Records)).batchItemFailures.length;

    expect(await failed([canaryRecord(), ...unreadable, canaryRecord()])).toBe(0);
    bus.refuse = () => 'InternalFailure';
    expect(await failed([canaryRecord()])).toBe(1);
    for (const status of [400, 403, 500]) {
      const body = { __type: 'AccessDeniedException', message: CANARY_MESSAGE };
      bus.server.answer(text(JSON.stringify(body), status));
      expect(await failed([canaryRecord()])).toBe(1);
      expect(await failed([unreadable[0]])).toBe(1);
    }
    bus.server.answer(text(CANARY_MESSAGE));
    expect(await failed([canaryRecord()])).toBe(1);
    await bus.server.stop();
    expect(await failed([canaryRecord(), ...unreadable])).toBe(1);
    await expect(announce(undefined as unknown as unknown[])).rejects.toThrow();
    await fn.stop(1_000);

    expect(bus.details()[0]?.changed).toEqual(
      expect.arrayContaining(['addresses', 'metadata', 'firstName', 'socialId']),
    );
    expect([bus.events.length, bus.messages.length]).toEqual([2, unreadable.length]);
    expect(JSON.stringify(bus.events)).not.toMatch(CANARY);
    expect(bus.messages.join()).not.toMatch(CANARY);
    for (const line of [
      'changes',
      'record unreadable',
      'events refused',
      'dead-letter queue refused',
    ])
      expect(output).toContain(`"message":"${line}"`);
    expect(output).toContain('"EventsAnnounced":2');
    expect(output).not.toMatch(CANARY);
  });
});
