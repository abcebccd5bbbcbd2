import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { JSONWebKeySet } from 'jose';
import { describe, expect, it } from 'vitest';
import {
  createRequestMetrics,
  METRIC,
  METRICS_NAMESPACE,
  type Outcome,
  SERVICE_NAME,
} from '../../lambda/request-metrics.ts';
import { createKeySet } from '../../lambda/token/key-set.ts';
import { createKey } from '../support/raw-issuer.ts';

const metrics = createRequestMetrics('update-customer');
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
      METRIC.multipleUpdates,
      1,
    );
    expect(metrics.ofRequest({ ...UPDATE, attempts: 2 })).not.toHaveProperty(
      METRIC.multipleUpdates,
    );
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

describe('key set', () => {
  it('reports every fetch that fails twice, even while cached keys are in use', async () => {
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
