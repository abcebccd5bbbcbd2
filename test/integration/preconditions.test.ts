import { describe, expect } from 'vitest';
import type { StoredCustomer } from '../../lambda/customer/stored-customer.ts';
import { mailing } from '../support/bodies.ts';
import { expectInvalid, expectProblem } from '../support/expect-problem.ts';
import { readItem, storeCustomer, writeItem } from '../support/table.ts';
import { it } from '../support/with-app.ts';

const ifMatch = (value: string, body: unknown = { firstName: 'Ann' }) => ({
  body,
  headers: { 'if-match': value },
});
const failed = (etag: string) => ({ status: 412, errorCode: 'PRECONDITION_FAILED', etag });

describe('the version', () => {
  it('rises by one with every change, and is the ETag', async ({ app }) => {
    const id = await storeCustomer({ version: 41 });
    for (const version of [42, 43, 44]) {
      const { headers } = await app.put(id, { body: { firstName: `Ann ${version}` } });
      expect(headers.etag).toBe(`"${version}"`);
      expect((await readItem(id))?.version).toBe(version);
    }
  });

  it('rises with a change to the value that is stored, too', async ({ app }) => {
    const id = await storeCustomer({ firstName: 'Ann', version: 1 });
    expect((await app.put(id, { body: { firstName: 'Ann' } })).headers.etag).toBe('"2"');
  });

  it.for<[Partial<StoredCustomer>]>([
    [{}],
    [{ metadata: { a: '1' }, primaryPhoneNumber: { verified: true } }],
  ])('counts as 0 where the stored customer has none (%j)', async ([attributes], { app }) => {
    const id = await storeCustomer();
    await writeItem({ id, type: 'INDIVIDUAL', ...attributes });
    expect((await app.put(id)).headers.etag).toBe('"0"');
    const body = {
      ...{ firstName: 'Ann', metadata: { b: '2' }, placeOfBirth: { city: 'Houston' } },
      ...{ primaryPhoneNumber: { number: '4151234' }, primaryEmail: { value: 'a@b.co' } },
      addresses: [mailing({ primary: true })],
    };
    const answer = await app.put(id, { body });
    expect(answer).toMatchObject({ status: 200, headers: { etag: '"1"' } });
    expect(answer.body.metadata).toEqual({ ...attributes.metadata, b: '2' });
    expect(answer.body.primaryPhoneNumber.verified).toBe(false);
    expect(await readItem(id)).toMatchObject({ version: 1, firstName: 'Ann' });
    await app.put(id, { body: { firstName: 'Bea' } });
    // One for the reading, two where the first shows what the customer lacks, one as ever.
    expect(app.sent.get(id)).toBe(4);
  });

  it('counts as 0 where it is all that the stored customer lacks', async ({ app }) => {
    const id = await storeCustomer();
    const { version: _, ...item } = (await readItem(id)) ?? {};
    await writeItem(item);
    const answer = await app.put(id, { body: { firstName: 'Ann' } });
    expect(answer).toMatchObject({ status: 200, headers: { etag: '"1"' } });
    expect(await readItem(id)).toMatchObject({ firstName: 'Ann', version: 1 });
  });
});

describe('If-Match', () => {
  it.for(['"7"', '*', '"6", "7"', '"abc","7"', 'W/"7", "7"', ', "7",'])(
    '%s matches version 7, with one call of DynamoDB',
    async (value, { app }) => {
      const id = await storeCustomer({ version: 7 });
      const { status, headers } = await app.put(id, ifMatch(value));
      expect([status, headers.etag]).toEqual([200, '"8"']);
      expect(app.sent.get(id)).toBe(1);
    },
  );

  it.for(['"6"', '"8"', '"6", "8"', 'W/"7"', 'W/"6", W/"7"', '""', '"07"', '"seven"'])(
    '%s does not match version 7',
    async (value, { app }) => {
      const id = await storeCustomer({ version: 7 });
      await expectProblem(app, id, ifMatch(value), failed('"7"'));
      await expectProblem(app, id, ifMatch(value, {}), failed('"7"'));
    },
  );

  it.for(['', '7', '"7', '*, "7"', '"7", *', '"7" "8"'])(
    '%j is malformed',
    async (value, { app }) => {
      const id = await storeCustomer({ version: 7 });
      const answer = await expectInvalid(app, id, ifMatch(value), 'If-Match INVALID_FORMAT');
      expect(answer.body.errors[0]).not.toHaveProperty('pointer');
    },
  );

  it('of the ETag just answered goes on from there', async ({ app }) => {
    const id = await storeCustomer();
    const { headers } = await app.put(id);
    expect((await app.put(id, ifMatch(headers.etag ?? ''))).status).toBe(200);
    await expectProblem(app, id, ifMatch(headers.etag ?? ''), failed('"2"'));
  });

  it('matches a customer that changes nothing', async ({ app }) => {
    const id = await storeCustomer({ version: 7 });
    const { status, headers } = await app.put(id, ifMatch('"7"', {}));
    expect([status, headers.etag]).toEqual([200, '"7"']);
  });

  it.for(['"0"', '*'])('%s matches a customer without a version', async (value, { app }) => {
    const id = await storeCustomer();
    await writeItem({ id, type: 'INDIVIDUAL' });
    expect((await app.put(id, ifMatch(value))).headers.etag).toBe('"1"');
  });

  it('of another version does not match a customer without one', async ({ app }) => {
    const id = await storeCustomer();
    await writeItem({ id, type: 'INDIVIDUAL' });
    await expectProblem(app, id, ifMatch('"1"'), failed('"0"'));
  });

  it('of more than a hundred tags is looked through to the end', async ({ app }) => {
    const id = await storeCustomer({ version: 150 });
    const tags = Array.from({ length: 151 }, (_, version) => `"${version}"`).join(',');
    expect((await app.put(id, ifMatch(tags))).headers.etag).toBe('"151"');
  });

  it.for(['*', '"7"', '"abc"'])(
    '%s of a customer who is not there is 404',
    async (value, { app }) => {
      const answer = await app.put(crypto.randomUUID(), ifMatch(value));
      expect(answer.body).toMatchObject({ status: 404, errorCode: 'CUSTOMER_NOT_FOUND' });
      expect(answer.headers).not.toHaveProperty('etag');
    },
  );
});
