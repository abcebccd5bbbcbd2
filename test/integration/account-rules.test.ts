import { describe, expect } from 'vitest';
import { customerWith, idsOf, primariesOf } from '../support/add-addresses.ts';
import { mailing, mailings, members, physical, shipping } from '../support/bodies.ts';
import { expectProblem } from '../support/expect-problem.ts';
import { readItem, storeCustomer, writeItem } from '../support/table.ts';
import type { TestApp } from '../support/test-app.ts';
import { it } from '../support/with-app.ts';

/** Expects the request to break account rules: an answer 422 with these violations, and nothing written. */
const expectBroken = (
  app: TestApp,
  id: string,
  body: unknown,
  errorCode: string,
  ...errors: string[]
) => expectProblem(app, id, { body }, { status: 422, errorCode, errors });

describe('PRIMARY_ADDRESS_REQUIRED', () => {
  it('is reported for each type that has no address yet and none marked', async ({ app }) => {
    const { id } = await customerWith(app, mailing({ primary: true }));
    const addresses = [physical({ primary: false }), mailing({ zipCode: '2' }), shipping()];
    await expectBroken(
      app,
      id,
      { addresses, firstName: 'Ann' },
      'PRIMARY_ADDRESS_REQUIRED',
      'addresses[0].primary PRIMARY_ADDRESS_REQUIRED',
      'addresses[2].primary PRIMARY_ADDRESS_REQUIRED',
    );
    expect(app.sent.get(id)).toBe(2);
  });

  it('names the property by path and pointer', async ({ app }) => {
    const id = await storeCustomer();
    const { body } = await app.put(id, { body: { addresses: [mailing()] } });
    expect(body.errors).toEqual([
      {
        path: 'addresses[0].primary',
        pointer: '#/addresses/0/primary',
        errorCode: 'PRIMARY_ADDRESS_REQUIRED',
        message: expect.stringMatching(/^primary must be true /),
      },
    ]);
  });
});

describe('ADDRESS_NOT_FOUND', () => {
  it('is reported for an id that the customer does not have, and nothing of the request is done', async ({
    app,
  }) => {
    const { id, ids } = await customerWith(
      app,
      mailing({ primary: true }),
      mailing({ zipCode: '2' }),
    );
    const addresses = [ids[1], 'unknown', '__proto__'].map((one) => ({ id: one, remove: true }));
    await expectBroken(
      app,
      id,
      { addresses, firstName: 'Ann' },
      'ADDRESS_NOT_FOUND',
      'addresses[1].id ADDRESS_NOT_FOUND',
      'addresses[2].id ADDRESS_NOT_FOUND',
    );
  });

  it('is reported for a repeated removal', async ({ app }) => {
    const { id, ids } = await customerWith(app, mailing({ primary: true }));
    const body = { addresses: [{ id: ids[0], remove: true }] };
    expect((await app.put(id, { body })).status).toBe(200);
    await expectBroken(app, id, body, 'ADDRESS_NOT_FOUND', 'addresses[0].id ADDRESS_NOT_FOUND');
  });

  it('is reported for another customer’s address', async ({ app }) => {
    const { ids } = await customerWith(app, mailing({ primary: true }));
    const { id } = await customerWith(app, mailing({ zipCode: '2', primary: true }));
    const body = { addresses: [{ id: ids[0], remove: true }] };
    await expectBroken(app, id, body, 'ADDRESS_NOT_FOUND', 'addresses[0].id ADDRESS_NOT_FOUND');
  });
});

describe('ADDRESS_LIMIT_EXCEEDED', () => {
  it('is reported for the 51st address, but not for a stored one or a replacement', async ({
    app,
  }) => {
    const id = await storeCustomer();
    const all = mailings(50);
    const put = (addresses: unknown[]) => app.put(id, { body: { addresses } });
    await put([{ ...all[0], primary: true }, ...all.slice(1, 20)]);
    await put(all.slice(20, 40));
    const full = await put(all.slice(40));
    expect(full.body.addresses).toHaveLength(50);

    const errors = 'addresses ADDRESS_LIMIT_EXCEEDED';
    await expectBroken(app, id, { addresses: [mailing()] }, 'ADDRESS_LIMIT_EXCEEDED', errors);
    const [first, last] = [all[0], { ...all[49], primary: true }];
    expect(primariesOf((await put([first, last])).body.addresses)).toEqual(['10001']);
    const place = { id: idsOf(full.body.addresses)[0], remove: true };
    const replaced = await put([place, mailing()]);
    expect(replaced.status).toBe(200);
    expect(Object.keys((await readItem(id))?.addresses ?? {})).toHaveLength(50);
  });
});

describe('METADATA_LIMIT_EXCEEDED', () => {
  it('is reported for the sixth pair, but not for a stored one or a replacement', async ({
    app,
  }) => {
    const id = await storeCustomer({ metadata: members(5, 'k', 'v') });
    const errors = 'metadata METADATA_LIMIT_EXCEEDED';
    const body = { metadata: { k0: 'w', x: 'v' }, firstName: 'Ann' };
    await expectBroken(app, id, body, 'METADATA_LIMIT_EXCEEDED', errors);
    expect((await app.put(id, { body: { metadata: { k0: 'w' } } })).status).toBe(200);
    expect(app.sent.get(id)).toBe(2);
    expect((await app.put(id, { body: { metadata: { x: 'v', k1: null } } })).status).toBe(200);
    expect(Object.keys((await readItem(id))?.metadata ?? {}).sort()).toEqual([
      'k0',
      'k2',
      'k3',
      'k4',
      'x',
    ]);
  });

  it('is reported for a key that every object has, as for any other', async ({ app }) => {
    const id = await storeCustomer({ metadata: members(5, 'k', 'v') });
    const errors = 'metadata METADATA_LIMIT_EXCEEDED';
    await expectBroken(
      app,
      id,
      { metadata: { constructor: 'v' } },
      'METADATA_LIMIT_EXCEEDED',
      errors,
    );
  });
});

describe('CUSTOMER_TYPE_MISMATCH', () => {
  it.for([['BUSINESS'], [undefined]])(
    'is reported for a customer of type %s',
    async ([type], { app }) => {
      const id = await storeCustomer();
      await writeItem({ ...(await readItem(id)), type });
      for (const body of [{ firstName: 'Ann' }, {}, { type: 'INDIVIDUAL' }]) {
        await expectBroken(app, id, body, 'CUSTOMER_TYPE_MISMATCH', 'type CUSTOMER_TYPE_MISMATCH');
      }
    },
  );
});

it('several account rules at once: the first names the problem, all are reported', async ({
  app,
}) => {
  const id = await storeCustomer({ type: 'BUSINESS', metadata: members(5, 'k', 'v') });
  const metadata = { x: 'v' };
  const removal = { id: 'unknown', remove: true };
  await expectBroken(
    app,
    id,
    { metadata, addresses: [removal, mailing()] },
    'PRIMARY_ADDRESS_REQUIRED',
    'addresses[0].id ADDRESS_NOT_FOUND',
    'addresses[1].primary PRIMARY_ADDRESS_REQUIRED',
    'metadata METADATA_LIMIT_EXCEEDED',
    'type CUSTOMER_TYPE_MISMATCH',
  );
  await expectBroken(
    app,
    id,
    { metadata },
    'METADATA_LIMIT_EXCEEDED',
    'metadata METADATA_LIMIT_EXCEEDED',
    'type CUSTOMER_TYPE_MISMATCH',
  );
});
