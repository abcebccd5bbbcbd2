import { describe, expect } from 'vitest';
import type { StoredCustomer } from '../../lambda/customer/stored-customer.ts';
import { customerWith } from '../support/add-addresses.ts';
import { type AppBehindProxy, startAppBehindProxy } from '../support/app-behind-proxy.ts';
import { mailing } from '../support/bodies.ts';
import type { FaultPlan } from '../support/fault-proxy.ts';
import { deleteItem, readItem, storeCustomer, writeItem } from '../support/table.ts';
import { withApp } from '../support/with-app.ts';

const it = withApp(() => startAppBehindProxy());

it.beforeEach(({ app }) => {
  app.proxy.calls.length = 0;
});

/** Something that the first round cannot know: a mark to reset. */
const VERIFIED: Partial<StoredCustomer> = { primaryEmail: { value: 'a@b.de', verified: true } };
const BODY = { primaryEmail: { value: 'c@d.de' } };

/** Changes the customer before the given calls, as another writer might. */
function meanwhile(
  app: AppBehindProxy,
  calls: readonly number[],
  write: (item: StoredCustomer) => unknown,
  id: string,
) {
  const plan: FaultPlan = async (call) => {
    const item = calls.includes(call) && (await readItem(id));
    if (item) await write(item);
    return undefined;
  };
  app.proxy.plan = plan;
}

const lastNameOf = (name: string) => (item: StoredCustomer) =>
  writeItem({ ...item, lastName: name, version: (item.version ?? 0) + 1 });

describe('a second round', () => {
  it('follows where the returned item shows no error, and is the last', async ({ app }) => {
    const id = await storeCustomer(VERIFIED);
    meanwhile(app, [], () => undefined, id);
    const answer = await app.put(id, { body: BODY });
    expect(answer).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    expect(answer.body.primaryEmail).toEqual({ value: 'c@d.de', verified: false });
    expect(app.proxy.calls).toEqual(['UpdateItem', 'UpdateItem']);
  });

  it('overwrites nothing that was written since the first', async ({ app }) => {
    const id = await storeCustomer(VERIFIED);
    meanwhile(app, [2], lastNameOf('Green'), id);
    const answer = await app.put(id, { body: BODY });
    expect(answer).toMatchObject({ status: 200, headers: { etag: '"3"' } });
    expect(answer.body.lastName).toBe('Green');
    expect(app.proxy.calls, 'for another property it is no collision').toHaveLength(2);
  });

  it('overwrites nothing of a customer who had no version at the first', async ({ app }) => {
    const id = await storeCustomer({ metadata: undefined as never, version: undefined as never });
    meanwhile(app, [2], (item) => writeItem({ ...item, metadata: { a: '1' }, version: 1 }), id);
    const answer = await app.put(id, { body: { metadata: { b: '2' } } });
    expect(answer.body.metadata).toEqual({ a: '1', b: '2' });
    expect(answer.headers.etag).toBe('"2"');
  });

  it('does not count a mark that was set anew meanwhile as lowered', async ({ app }) => {
    const id = await storeCustomer(VERIFIED);
    const verified = { value: 'c@d.de', verified: true };
    meanwhile(app, [2], (item) => writeItem({ ...item, primaryEmail: verified, version: 2 }), id);
    const answer = await app.put(id, { body: BODY });
    expect(answer.body.primaryEmail).toEqual(verified);
  });

  it('answers 412 with the ETag of now where the customer changed in between', async ({ app }) => {
    const id = await storeCustomer(VERIFIED);
    meanwhile(app, [2], lastNameOf('Green'), id);
    const answer = await app.put(id, { body: BODY, headers: { 'if-match': '"1"' } });
    expect(answer).toMatchObject({ status: 412, headers: { etag: '"2"' } });
  });

  it('answers 404 where the customer was deleted in between', async ({ app }) => {
    const id = await storeCustomer(VERIFIED);
    meanwhile(app, [2], () => deleteItem(id), id);
    expect((await app.put(id, { body: BODY })).status).toBe(404);
    expect(await readItem(id)).toBeUndefined();
  });

  it('answers 422 where the customer ceased to be an individual in between', async ({ app }) => {
    const id = await storeCustomer(VERIFIED);
    meanwhile(app, [2], (item) => writeItem({ ...item, type: 'BUSINESS' }), id);
    const answer = await app.put(id, { body: BODY });
    expect(answer.body.errorCode).toBe('CUSTOMER_TYPE_MISMATCH');
    expect((await readItem(id))?.version).toBe(1);
  });

  it('is not made where the same request under the same key was faster', async ({ app }) => {
    const id = await storeCustomer(VERIFIED);
    const request = { body: BODY, headers: { 'idempotency-key': 'faster' } };
    let other: Promise<unknown> | undefined;
    app.proxy.plan = async (call) => {
      // The second call is the second round; later ones belong to the other request.
      if (call !== 2) return undefined;
      other = app.put(id, request);
      await other;
      return undefined;
    };
    const answer = await app.put(id, request);
    expect(await other).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    expect(answer).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    expect((await readItem(id))?.version).toBe(2);
  });
});

describe('after a few collisions', () => {
  it('the answer is 409 with Retry-After, and nothing was changed', async ({ app }) => {
    app.proxy.plan = () => undefined;
    const both = [mailing({ zipCode: '1', primary: true }), mailing({ zipCode: '2' })];
    const { id, ids } = await customerWith(app, ...both);
    const { addresses } = (await readItem(id)) ?? {};
    app.proxy.calls.length = 0;
    meanwhile(app, [1, 2, 3, 4, 5, 6, 7, 8, 9], lastNameOf('Green'), id);
    // The new primary address then depends on all addresses.
    const answer = await app.put(id, { body: { addresses: [{ id: ids[0], remove: true }] } });
    expect(answer).toMatchObject({ status: 409, body: { errorCode: 'CONFLICT' } });
    expect(answer.headers['retry-after']).toBe('1');
    expect(app.proxy.calls).toHaveLength(5);
    expect(await readItem(id)).toMatchObject({ addresses, lastName: 'Green' });
  });
});

describe('the removal of an id that is the name of a member of every object', () => {
  it.for(['constructor', '__proto__', 'toString'])(
    '%s is 422, for it is no address',
    async (name, { app }) => {
      const id = await storeCustomer();
      meanwhile(app, [], () => undefined, id);
      const answer = await app.put(id, { body: { addresses: [{ id: name, remove: true }] } });
      expect(answer).toMatchObject({ status: 422, body: { errorCode: 'ADDRESS_NOT_FOUND' } });
      expect((await readItem(id))?.version).toBe(1);
    },
  );
});
