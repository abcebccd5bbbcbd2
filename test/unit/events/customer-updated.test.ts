import { describe, expect, it } from 'vitest';
import type { StoredCustomer } from '../../../lambda/customer/stored-customer.ts';
import { toCustomerUpdated } from '../../../lambda/events/customer-updated.ts';
import { CUSTOMER_ID } from './arbitrary-items.ts';

const before: StoredCustomer = { id: CUSTOMER_ID, version: 4, firstName: 'A' };
const after: StoredCustomer = {
  id: CUSTOMER_ID,
  tenantId: 'bank',
  version: 5,
  updatedAt: '2026-11-22T00:42:50.311Z',
  updatedBy: { id: 'demo', type: 'service-account' },
  firstName: 'B',
};

describe('the event of a change', () => {
  it('says which properties changed, in which version, when and by whom', () => {
    expect(toCustomerUpdated(before, after)).toEqual({
      customerId: CUSTOMER_ID,
      tenantId: 'bank',
      version: 5,
      previousVersion: 4,
      updatedAt: '2026-11-22T00:42:50.311Z',
      updatedBy: { id: 'demo', type: 'service-account' },
      changed: ['firstName'],
    });
  });

  it.each<[string, object]>([
    ['no tenant', { tenantId: undefined }],
    ['NULL for one', { tenantId: null }],
    ['an empty one', { tenantId: '' }],
    ['something else for one', { tenantId: { secret: 'x' } }],
  ])('has no tenant of a customer with %s', (_, tenant) => {
    expect(toCustomerUpdated(before, { ...after, ...tenant } as StoredCustomer)).not.toHaveProperty(
      'tenantId',
    );
  });

  it.each<[string, unknown]>([
    ['no version', undefined],
    ['NULL for one', null],
    ['a text for one', 'Canary'],
  ])('counts a customer with %s as version 0', (_, version) => {
    const older = { ...before, version } as StoredCustomer;
    expect(toCustomerUpdated(older, after)).toMatchObject({ version: 5, previousVersion: 0 });
    expect(toCustomerUpdated(after, older)).toMatchObject({ version: 0, previousVersion: 5 });
  });

  it.each<[string, object]>([
    ['an attribute that this API does not know', { internalNote: 'x' }],
    ['a foreign member of an object', { primaryEmail: { secret: 'x' } }],
    ['the memory of writes', { writes: { 0: { key: 'x', body: 'y' } } }],
    ['a tenant', { tenantId: 'other' }],
    ['version, time and caller alone', { version: 6, updatedAt: 'x', updatedBy: { id: 'x' } }],
  ])('is none where the change is %s', (_, change) => {
    expect(toCustomerUpdated(before, { ...before, ...change } as StoredCustomer)).toBeUndefined();
  });

  it('takes nothing of what something else stored for who', () => {
    const odd = { ...after, updatedBy: { id: ['x'], type: 'y', secret: 'z' }, updatedAt: 7 };
    expect(toCustomerUpdated(before, odd as unknown as StoredCustomer)).toMatchObject({
      updatedBy: { id: '', type: 'y' },
      updatedAt: '',
    });
  });
});
