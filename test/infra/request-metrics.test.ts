import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { JSONWebKeySet } from 'jose';
import { describe, expect } from 'vitest';
import { createKeySet } from '../../lambda/key-set.ts';
import {
  createRequestMetrics,
  METRIC,
  METRICS_NAMESPACE,
  type Outcome,
  SERVICE_NAME,
} from '../../lambda/request-metrics.ts';
import { createKey } from '../support/raw-issuer.ts';
import { storeCustomer } from '../support/table.ts';
import { startTestApp, type TestApp, type TestRequest } from '../support/test-app.ts';
import { withApp } from '../support/with-app.ts';

const metrics = createRequestMetrics('update-customer');
const it = withApp(() => startTestApp({ deps: { toMetrics: metrics.ofRequest } }));
const UPDATE: Outcome = { status: 200, replayed: false, attempts: 1, updates: 1 };

describe('metrics of a request', () => {
  it('are members of the log line that CloudWatch takes as embedded metric format', () => {
    const powertools = new Metrics({
      namespace: METRICS_NAMESPACE,
      serviceName: SERVICE_NAME,
      defaultDimensions: { function_name: 'update-customer' },
    });
    for (const name of [METRIC.requests, METRIC.succeeded, METRIC.dynamoDbAttempts]) {
      powertools.addMetric(name, MetricUnit.Count, 1);
    }
    const { service, _aws, ...members } = powertools.serializeMetrics();

    // What Powertools would write, but for the dimension that the logger writes.
    expect(metrics.ofRequest(UPDATE)).toEqual({
      ...members,
      _aws: { ..._aws, Timestamp: expect.any(Number) },
    });
    const { Timestamp } = metrics.ofRequest(UPDATE)._aws as { Timestamp: number };
    expect(Math.abs(Date.now() - Timestamp)).toBeLessThan(60_000);
    expect(service).toBe(SERVICE_NAME);
    expect(members).toMatchObject({ Requests: 1, Succeeded: 1, DynamoDbAttempts: 1 });
  });

  it.each<[Partial<Outcome>, string]>([
    [{}, METRIC.succeeded],
    [{ replayed: true }, METRIC.replayed],
    [{ status: 400 }, METRIC.rejected],
    [{ status: 401 }, METRIC.tokenRefused],
    [{ status: 403 }, METRIC.tokenRefused],
    [{ status: 412 }, METRIC.rejected],
    [{ status: 500 }, METRIC.failed],
    [{ status: 503 }, METRIC.failed],
  ])('count %j as %s', (outcome, name) => {
    expect(metrics.ofRequest({ ...UPDATE, ...outcome })).toMatchObject({ Requests: 1, [name]: 1 });
  });

  it('count a second UpdateItem, but not the SDK’s own retries', () => {
    expect(metrics.ofRequest({ ...UPDATE, attempts: 2, updates: 2 })).toHaveProperty(
      METRIC.secondAttempts,
      1,
    );
    expect(metrics.ofRequest({ ...UPDATE, attempts: 2 })).not.toHaveProperty(METRIC.secondAttempts);
  });
});

describe('metrics of the key set', () => {
  it('count a fetch that failed', () => {
    expect(metrics.ofUnreachableKeySet()).toEqual({
      _aws: {
        Timestamp: expect.any(Number),
        CloudWatchMetrics: [
          {
            Namespace: METRICS_NAMESPACE,
            Dimensions: [['service', 'function_name']],
            Metrics: [{ Name: METRIC.keySetUnreachable, Unit: 'Count' }],
          },
        ],
      },
      function_name: 'update-customer',
      [METRIC.keySetUnreachable]: 1,
    });
  });
});

describe('request line', () => {
  async function lineOf(app: TestApp, request: TestRequest, id?: string) {
    await app.put(id ?? (await storeCustomer()), request);
    return app.logs.at(-1);
  }

  it('has the metrics of the request, and no other line has', async ({ app }) => {
    const before = app.logs.length;
    expect(await lineOf(app, { body: { firstName: 'Ann' } })).toMatchObject({
      status: 200,
      Succeeded: 1,
      DynamoDbAttempts: 1,
    });
    expect(app.logs).toHaveLength(before + 1);
  });

  it('counts replays', async ({ app }) => {
    const id = await storeCustomer();
    const request = { body: { firstName: 'Ann' }, headers: { 'idempotency-key': 'key-of-ann' } };
    await app.put(id, request);
    expect(await lineOf(app, request, id)).toMatchObject({ Replayed: 1 });
  });

  it('counts the second UpdateItem of a customer without the maps', async ({ app }) => {
    const id = await storeCustomer({ metadata: undefined as never });
    expect(await lineOf(app, { body: { metadata: { a: 'b' } } }, id)).toMatchObject({
      Succeeded: 1,
      SecondAttempts: 1,
      DynamoDbAttempts: 2,
    });
  });

  it('counts refused tokens and requests that are refused', async ({ app }) => {
    expect(await lineOf(app, { token: null })).toMatchObject({
      TokenRefused: 1,
      DynamoDbAttempts: 0,
    });
    expect(await lineOf(app, { body: { sex: 'X' } })).toMatchObject({ Rejected: 1 });
  });

  it('has names of metrics that no member of the line has, and nothing of the body', async ({
    app,
  }) => {
    const line = await lineOf(app, { body: { firstName: 'Rumpelstiltskin' } });
    expect(JSON.stringify(line)).not.toContain('Rumpelstiltskin');
    expect(line).toMatchObject({ attempts: 1, changed: ['firstName'] });
    // The logger itself writes the dimension that the metrics leave out.
    expect(line).not.toHaveProperty('service');
    expect(SERVICE_NAME).toMatch(/^[a-z-]+$/);
  });
});

describe('key set', () => {
  it('tells of every fetch that fails twice, even while there are keys to go on with', async () => {
    let faults = 0;
    let fetched = 0;
    let now = 0;
    const keySet = createKeySet({
      fetchJwks: async () => {
        fetched += 1;
        if (fetched > 1) throw new Error('down');
        return { keys: [createKey('ES256', 'a').jwk] } as JSONWebKeySet;
      },
      now: () => now,
      onUnreachable: () => {
        faults += 1;
      },
    });
    await keySet.prefetch();
    expect(faults).toBe(0);
    now = 3_600_000;
    await Promise.allSettled([keySet.getKey({ alg: 'ES256', kid: 'a' }, {} as never)]);
    expect(fetched).toBe(3);
    expect(faults).toBe(1);
  });
});
