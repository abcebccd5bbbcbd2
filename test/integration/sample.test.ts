import { describe, expect } from 'vitest';
import { readItem, storeCustomer } from '../support/table.ts';
import { it } from '../support/with-app.ts';

describe('the product owner’s sample request', () => {
  it('changes the extension and leaves every other member of the phone number', async ({ app }) => {
    const phone = { number: '+15556589', type: 'WORK', provider: 'ABC', verified: true };
    const id = await storeCustomer({ primaryPhoneNumber: { ...phone, extension: '30' } });
    const answer = await app.put(id, { body: { primaryPhoneNumber: { extension: '31' } } });
    expect(answer.status).toBe(200);
    expect(answer.body.primaryPhoneNumber).toEqual({ ...phone, extension: '31' });
    expect((await readItem(id))?.primaryPhoneNumber).toEqual({ ...phone, extension: '31' });
    expect(app.sent.get(id)).toBe(1);
  });
});
