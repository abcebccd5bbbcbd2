import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject } from 'vitest';
import sample from '../../local/seed/sample-customer.json' with { type: 'json' };
import { readItem } from '../support/table.ts';
import { it } from '../support/with-app.ts';

const run = promisify(execFile);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seed-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('npm run seed', () => {
  it('stores customers that the first update changes in one call', async ({ app }) => {
    const [one, two] = [{ id: randomUUID() }, { id: randomUUID(), metadata: { constructor: 'x' } }];
    await seed([
      { ...sample, ...one },
      { ...sample, ...two },
    ]);
    expect(await readItem(one.id)).toMatchObject({ version: 1, socialId: '123-45-6789' });
    const answer = await app.put(two.id, { body: { primaryPhoneNumber: { extension: '31' } } });
    expect(answer).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    const { primaryPhoneNumber, metadata, socialId } = answer.body;
    expect(primaryPhoneNumber).toEqual({ ...sample.primaryPhoneNumber, extension: '31' });
    expect(metadata).toEqual(two.metadata);
    expect(socialId).toBe('6789');
    expect(app.sent.get(two.id)).toBe(1);
  });

  it('replaces a customer whole, at version 1', async ({ app }) => {
    const id = randomUUID();
    await seed({ ...sample, id });
    await app.put(id, { body: { gender: 'f' } });
    await seed({ ...sample, id, tenantId: 'acme' });
    expect(await readItem(id)).toMatchObject({ version: 1, tenantId: 'acme' });
    expect(await readItem(id)).not.toHaveProperty('gender');
  });

  it('stores nothing of a file of which anything is wrong, and names what', async () => {
    const id = randomUUID();
    const seeding = seed([
      { ...sample, id },
      { ...sample, id: 'x' },
    ]);
    const stderr = expect.stringMatching(
      /customers\.json was not stored\.\n {2}customers\[1\]\.id must be a UUID/,
    );
    await expect(seeding).rejects.toMatchObject({ code: 1, stderr });
    expect(await readItem(id)).toBeUndefined();
  });
});

async function seed(customers: unknown): Promise<void> {
  const file = join(folder, 'customers.json');
  await writeFile(file, JSON.stringify(customers));
  await run(process.execPath, ['local/seed/seed.ts', file, '--table', inject('tableName')], {
    env: { ...process.env, AWS_ENDPOINT_URL_DYNAMODB: inject('dynamoDbEndpoint') },
  });
}
