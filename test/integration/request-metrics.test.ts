import { describe, expect } from 'vitest';
import { createRequestMetrics, SERVICE_NAME } from '../../lambda/request-metrics.ts';
import { storeCustomer } from '../support/table.ts';
import { startTestApp, type TestApp, type TestRequest } from '../support/test-app.ts';
import { withApp } from '../support/with-app.ts';

const metrics = createRequestMetrics('update-customer');
const it = withApp(() => startTestApp({ deps: { toMetrics: metrics.ofRequest } }));

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
      MultipleUpdates: 1,
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
    // The logger writes the dimension that the metrics leave out.
    expect(line).not.toHaveProperty('service');
    expect(SERVICE_NAME).toMatch(/^[a-z-]+$/);
  });
});
