import { describe, expect, it } from 'vitest';
import { mailing, mailings, physical, shipping } from '../../support/bodies.ts';
import { brokenBy, updateOf } from '../../support/violations.ts';

const added = (...addresses: unknown[]) => updateOf({ addresses }).added;
const broken = (...addresses: unknown[]) => brokenBy({ addresses });
const identityOf = (address: unknown) => added(address)[0]?.contentHash;

describe('the identity of an address', () => {
  it.each([
    ['primary', mailing({ primary: true })],
    ['primary: false', mailing({ primary: false })],
    ['blanks around', mailing({ streetLine1: '  400 Richmond St ' })],
    ['the order of members', Object.fromEntries(Object.entries(mailing()).reverse())],
    ['null members', mailing({ streetLine2: null })],
    ['an ignored name', mailing({ name: { firstName: 'Sarah' } })],
  ])('does not depend on %s', (_, address) => {
    expect(identityOf(address)).toBe(identityOf(mailing()));
  });

  it('does not depend on the Unicode form', () => {
    expect(identityOf(mailing({ cityName: 'Zu\u0308rich' }))).toBe(
      identityOf(mailing({ cityName: 'Z\u00fcrich' })),
    );
  });

  it.each([
    ['type', physical()],
    ['letter case', mailing({ streetLine1: '400 richmond st' })],
    ['the line a text stands in', mailing({ streetLine2: 'Suite 5' })],
    ['the line a text stands in', mailing({ streetLine3: 'Suite 5' })],
    ['city', mailing({ cityName: 'Albany' })],
    ['state', mailing({ stateCode: 'NJ' })],
    ['country', mailing({ countryCode: undefined })],
    ['zip', mailing({ zipCode: '10002' })],
    ['contact', shipping()],
    ['contact', shipping({ name: { firstName: 'Jane', lastName: 'Green' } })],
    ['contact', shipping({ name: { firstName: 'Jane', middleName: 'X', lastName: 'Green' } })],
  ])('depends on the %s', (_, address) => {
    const others = [mailing(), mailing({ streetLine4: 'Suite 5' }), shipping({ zipCode: '1' })];
    expect(others.map(identityOf)).not.toContain(identityOf(address));
  });
});

describe('equal addresses of one request', () => {
  it('count once, at the place of the first', () => {
    const update = added(mailing(), physical(), mailing({ primary: false }));
    expect(update.map(({ index, content }) => [index, content.type])).toEqual([
      [0, 'MAILING'],
      [1, 'PHYSICAL'],
    ]);
  });

  it.each([
    ['the first', [mailing({ primary: true }), mailing()]],
    ['the second', [mailing(), mailing({ primary: true })]],
    ['both', [mailing({ primary: true }), mailing({ zipCode: ' 10001', primary: true })]],
  ])('are primary where %s is', (_, addresses) => {
    expect(added(...addresses)).toMatchObject([{ primary: true }]);
  });
});

describe('primary addresses', () => {
  it('may be one of each type', () => {
    expect(
      broken(
        mailing({ primary: true }),
        physical({ primary: true }),
        shipping({ primary: true }),
        mailing({ zipCode: '1', primary: false }),
      ),
    ).toEqual([]);
  });

  it('are refused beside another of their type, one violation for each further one', () => {
    const [a, b, c] = mailings(3, { primary: true });
    expect(broken(a, physical({ primary: true }), b, c)).toEqual([
      'addresses[2].primary MULTIPLE_PRIMARY_ADDRESSES',
      'addresses[3].primary MULTIPLE_PRIMARY_ADDRESSES',
    ]);
  });

  it('are counted where an address is invalid too', () => {
    const invalid = mailing({ type: ' MAILING ', primary: true, zipCode: '' });
    expect(broken(invalid, mailing({ primary: true }))).toEqual([
      'addresses[0].zipCode INVALID_LENGTH',
      'addresses[1].primary MULTIPLE_PRIMARY_ADDRESSES',
    ]);
  });

  it.each([[undefined], ['HOME'], [5]])(
    'are not counted for the type %j, which is none',
    (type) => {
      const address = mailing({ type, primary: true });
      expect(broken(address, address)).not.toContain(
        'addresses[1].primary MULTIPLE_PRIMARY_ADDRESSES',
      );
    },
  );
});

describe('a removal', () => {
  it('has an id and remove: true', () => {
    const { removed } = updateOf({ addresses: [{ id: ' abc ', remove: true }] });
    expect(removed).toEqual([{ id: 'abc', index: 0 }]);
  });

  it('counts once where its id is there twice', () => {
    const removal = { id: 'abc', remove: true };
    expect(updateOf({ addresses: [removal, removal] }).removed).toEqual([{ id: 'abc', index: 0 }]);
  });

  it('may stand beside additions', () => {
    const { added, removed } = updateOf({ addresses: [{ id: 'abc', remove: true }, mailing()] });
    expect([added.length, removed.length]).toEqual([1, 1]);
  });

  it.each([
    ['no remove', { id: 'abc' }, ['remove REQUIRED']],
    ['no id', { remove: true }, ['id REQUIRED']],
    ['remove: false', { id: 'abc', remove: false }, ['remove INVALID_VALUE']],
    ['remove: null', { id: 'abc', remove: null }, ['remove REQUIRED']],
    ['remove: "true"', { id: 'abc', remove: 'true' }, ['remove INVALID_TYPE']],
    ['a null id', { id: null, remove: true }, ['id REQUIRED']],
    ['an id of a number', { id: 5, remove: true }, ['id INVALID_TYPE']],
    ['an empty id', { id: '', remove: true }, ['id INVALID_LENGTH']],
    ['an unknown member', { id: 'abc', remove: true, x: 1 }, ['x UNKNOWN_PROPERTY']],
    ['a member of an address', { id: 'a', remove: true, type: 'MAILING' }, ['type INVALID_VALUE']],
    ['primary', { id: 'a', remove: true, primary: null }, ['primary INVALID_VALUE']],
    ['an id beside a whole address', mailing({ id: 'abc' }), ['id READ_ONLY_PROPERTY']],
  ])('is refused with %s', (_, element, violations) => {
    expect(broken(element)).toEqual(violations.map((line) => `addresses[0].${line}`));
  });

  it('of an address that the request adds is refused', () => {
    expect(broken(mailing(), { id: identityOf(mailing()), remove: true })).toEqual([
      'addresses[1].id INVALID_VALUE',
    ]);
  });
});

describe('the array', () => {
  it('may have 20 elements', () => {
    expect(added(...mailings(20))).toHaveLength(20);
  });

  it('may not have 21, equal ones included', () => {
    expect(broken(...mailings(20), mailings(1)[0])).toEqual(['addresses TOO_MANY_ITEMS']);
  });

  it('is refused for its length before its elements', () => {
    expect(broken(...mailings(20), null)).toEqual([
      'addresses TOO_MANY_ITEMS',
      'addresses[20] INVALID_TYPE',
    ]);
  });

  it.each([[{}], ['x'], [5], [true]])('is no %j', (addresses) => {
    expect(brokenBy({ addresses })).toEqual(['addresses INVALID_TYPE']);
  });

  it('is not misled by members that look like its own inner form', () => {
    expect(broken({ content: null, primary: true, id: 'x' })).toContain(
      'addresses[0].content UNKNOWN_PROPERTY',
    );
  });
});
