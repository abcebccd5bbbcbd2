import { describe, expect, it } from 'vitest';
import { rememberedBody, toOwnWrite, toWrite } from '../../../lambda/write/idempotency.ts';
import { mailing } from '../../support/bodies.ts';
import { updateOf } from '../../support/violations.ts';

const KEY = 'key-123';
const A = mailing({ primary: true });
const [GONE, LOST] = ['gone', 'lost'].map((id) => ({ id, remove: true }));
const writeOf = (body: unknown, key = KEY, sub = 'alice') => toWrite(sub, key, updateOf(body));

describe('the key of a write', () => {
  it('is the same for the same caller and Idempotency-Key, whatever the body', () => {
    const { key } = writeOf({ firstName: 'Ann' });
    expect(writeOf({ firstName: 'Bea' })).toMatchObject({ key });
  });

  it.each([
    ['another Idempotency-Key', 'key-124', 'alice'],
    ['another caller', KEY, 'bob'],
    ['the same text divided otherwise', '3', 'alice-key-12'],
  ])('is another for %s', (_, key, sub) => {
    expect(writeOf({}, key, sub).key).not.toBe(writeOf({}).key);
  });

  it('shows neither caller nor Idempotency-Key', () => {
    expect(JSON.stringify(writeOf({}))).not.toMatch(/alice|key-123/);
  });
});

describe('the fingerprint of a body', () => {
  it.each([
    ['order of members', '{"lastName":"B","firstName":"A"}', '{"firstName":"A","lastName":"B"}'],
    ['blanks', ' {"firstName" : " A "} ', '{"firstName":"A"}'],
    ['escapes', '{"firstName":"\\u0041"}', '{"firstName":"A"}'],
    ['Unicode form', '{"firstName":"e\\u0301"}', '{"firstName":"é"}'],
    ['order of metadata', '{"metadata":{"b":"1","a":"2"}}', '{"metadata":{"a":"2","b":"1"}}'],
    [
      'phone spelling',
      '{"primaryPhonenumber":{"number":"4151234"}}',
      '{"primaryPhoneNumber":{"number":"+1 415 1234"}}',
    ],
    ['type', '{"type":"INDIVIDUAL","firstName":"A"}', '{"firstName":"A"}'],
    [
      'country of a cleared socialId',
      '{"socialId":null}',
      '{"socialId":null,"socialIdCountryCode":null}',
    ],
    ['empty objects', '{"firstName":"A","placeOfBirth":{}}', '{"firstName":"A"}'],
    ['what names nothing', { firstName: 'A' }, { firstName: 'A', addresses: [], metadata: {} }],
    ['a name to be ignored', { addresses: [A] }, { addresses: [{ ...A, name: 5 }] }],
    ['null for absent', { addresses: [A] }, { addresses: [{ ...A, streetLine2: null }] }],
    ['an address sent twice', { addresses: [A, { ...A, primary: false }] }, { addresses: [A] }],
    ['a removal sent twice', { addresses: [GONE, GONE] }, { addresses: [GONE] }],
    ['order of removals', { addresses: [GONE, LOST] }, { addresses: [LOST, GONE] }],
    ['the place of a removal', { addresses: [GONE, A] }, { addresses: [A, GONE] }],
  ])('does not depend on %s', (_, one, other) => {
    expect(writeOf(one).body).toBe(writeOf(other).body);
  });

  it.each([
    ['a value', { firstName: 'A' }, { firstName: 'a' }],
    ['null', { prefix: null }, { prefix: 'x' }],
    ['the property', { firstName: 'A' }, { lastName: 'A' }],
    ['an object cleared', { metadata: null }, { metadata: { a: null } }],
    ['a primary mark', { addresses: [mailing()] }, { addresses: [mailing({ primary: true })] }],
    ['an address', { addresses: [A] }, { addresses: [{ ...A, zipCode: '2' }] }],
    ['a removal', { addresses: [GONE] }, {}],
    ['which is removed', { addresses: [GONE] }, { addresses: [LOST] }],
    [
      'a verified mark',
      { primaryEmail: { value: 'a@b.co' } },
      { primaryEmail: { value: 'a@b.co', verified: false } },
    ],
    ['a key called constructor', { metadata: { constructor: 'a' } }, { metadata: {} }],
  ])('depends on %s', (_, one, other) => {
    expect(writeOf(one).body).not.toBe(writeOf(other).body);
  });

  it('cannot be found out by trying bodies, for it depends on the key', () => {
    expect(writeOf({ firstName: 'A' }, 'key-1').body).not.toBe(
      writeOf({ firstName: 'A' }, 'key-2').body,
    );
  });

  it('shows no value', () => {
    expect(JSON.stringify(writeOf({ firstName: 'Zyzzyva' }))).not.toContain('Zyzzyva');
  });
});

// Keys live for a day: with another hash, a retry after a deploy would count as a new write.
it('what is stored of a write stays the same from version to version', () => {
  expect(writeOf({ firstName: 'Ann' })).toEqual({ key: 'LEeEHRW15zThE1_O', body: 'As71CyP3' });
  expect(toOwnWrite('id-1')).toEqual({ key: 'Sfn_3dIAVft1knNC', body: '' });
});

describe('the body that a customer remembers of a key', () => {
  const remembered = (latestWrites: unknown) =>
    rememberedBody({ id: 'x', latestWrites } as never, 'b');

  it.each([
    ['first', ['b', '1', 'c', '2'], '1'],
    ['later', ['a', '1', 'b', '2'], '2'],
    ['not there', ['a', '1', 'c', '2'], undefined],
    ['in no list', 'b', undefined],
    ['nowhere', undefined, undefined],
  ])('is that beside it: %s', (_, latestWrites, body) => {
    expect(remembered(latestWrites)).toBe(body);
  });
});
