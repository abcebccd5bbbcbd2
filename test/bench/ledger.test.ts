import { describe, expect, it } from 'vitest';
import { createLedger, type LoadUpdate, type Stored } from './ledger.ts';

const NOTHING: Required<LoadUpdate> = {
  firstName: '',
  primaryPhoneNumber: { extension: '' },
  metadata: {},
  addresses: [],
};

/** What is missing of two acknowledged updates where the customer is stored so. */
async function missing(stored: Partial<LoadUpdate>, { version = 3, etags = ['"2"', '"3"'] } = {}) {
  const ledger = createLedger();
  const updates: LoadUpdate[] = [
    { firstName: 'Ann', metadata: { a: '1' } },
    { firstName: 'Bob', addresses: [{ type: 'MAILING', streetLine1: '1 Main St', zipCode: '1' }] },
  ];
  for (const [index, update] of updates.entries()) {
    ledger.acknowledge('id', update, { etag: etags[index] ?? '' });
  }
  expect(ledger.count()).toBe(2);
  const read = async (): Promise<Stored> => ({ version, customer: { ...NOTHING, ...stored } });
  return ledger.missing(read);
}

const WHOLE: Partial<LoadUpdate> = {
  firstName: 'Bob',
  metadata: { a: '1', other: '2' },
  addresses: [{ type: 'MAILING', streetLine1: '1 Main St', zipCode: '1' }],
};

describe('what the load test looks for', () => {
  it('is nothing where every acknowledged change is there', async () => {
    expect(await missing(WHOLE)).toEqual([]);
  });

  it('is each change that is lost', async () => {
    const lost = await missing({ ...WHOLE, firstName: 'Ann', metadata: {}, addresses: [] });
    expect(lost).toEqual([
      'id: firstName is not the value of the last acknowledged update.',
      'id: metadata.a is not the value of the last acknowledged update.',
      'id: address 1 Main St is not the value of the last acknowledged update.',
    ]);
  });

  it('goes by versions, whichever answer came first', async () => {
    expect(await missing({ ...WHOLE, firstName: 'Ann' }, { etags: ['"3"', '"2"'] })).toEqual([]);
  });

  it('is a version that is not one more than the updates: one was lost or doubled', async () => {
    expect(await missing(WHOLE, { version: 4 })).toEqual([
      'id: version 4 after 2 acknowledged updates.',
    ]);
  });

  it('is one version that two updates were answered with', async () => {
    const faults = await missing(WHOLE, { etags: ['"2"', '"2"'] });
    expect(faults).toContain('id: two updates were answered with version 2.');
  });
});
