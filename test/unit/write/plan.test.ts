import { describe, expect, it } from 'vitest';
import { addressId } from '../../../lambda/customer/address.ts';
import { NO_WRITES } from '../../../lambda/customer/stored-customer.ts';
import { USUAL } from '../../../lambda/write/assumptions.ts';
import { FIRST_PLAN, nextPlan, type Plan } from '../../../lambda/write/plan.ts';
import type { UpdateRequest } from '../../../lambda/write/update-request.ts';
import { mailing, members, physical } from '../../support/bodies.ts';
import { requestOf, storedAddress, storedWith } from '../../support/update-requests.ts';
import { updateOf } from '../../support/violations.ts';

// Differs from the first plan's assumptions, so that only the tested condition decides.
const FAILED: Plan = { assumptions: { ...USUAL, missing: ['metadata', 'writes'] } };
const isPinned = (body: unknown, attributes: object, more?: Partial<UpdateRequest>) =>
  nextPlan(requestOf(body, more), FAILED, storedWith(attributes)).pinnedTo !== undefined;

const primary = { addresses: { a: storedAddress() }, primaryAddresses: { MAILING: 'a' } };
const removal = { id: 'a', remove: true };

describe('the next plan', () => {
  it.each<[string, unknown, object]>([
    ['the primary address is removed', { addresses: [removal] }, primary],
    [
      'a primary address without a pointer is removed',
      { addresses: [removal] },
      { addresses: { a: storedAddress() } },
    ],
    [
      'it is removed beside a marked one of another type',
      { addresses: [removal, physical({ primary: true })] },
      primary,
    ],
    ['pairs are full', { metadata: { x: '1' } }, { metadata: members(5, 'k', 'v') }],
    [
      'pairs get full by some that are stored and some that are not',
      { metadata: { x: '1', k0: '2' } },
      { metadata: members(4, 'k', 'v') },
    ],
    [
      'there are more pairs than allowed',
      { metadata: { k0: '1', k1: null } },
      { metadata: members(6, 'k', 'v') },
    ],
  ])('is pinned where %s', (_, body, attributes) => {
    expect(isPinned(body, attributes)).toBe(true);
  });

  it.each<[string, unknown, object]>([
    ['nothing is special', { firstName: 'Ann' }, primary],
    [
      'another address is removed',
      { addresses: [{ id: 'b', remove: true }] },
      { ...primary, addresses: { ...primary.addresses, b: storedAddress('MAILING', 1) } },
    ],
    [
      'the primary address is removed and replaced',
      { addresses: [removal, mailing({ primary: true })] },
      primary,
    ],
    ['there is room for a pair', { metadata: { x: '1' } }, { metadata: members(4, 'k', 'v') }],
    ['pairs are stored already', { metadata: { k0: '1' } }, { metadata: members(5, 'k', 'v') }],
    ['pairs are only cleared', { metadata: { k0: null } }, { metadata: members(6, 'k', 'v') }],
    ['there is no metadata', { metadata: { x: '1' } }, { metadata: null }],
  ])('is not pinned where %s', (_, body, attributes) => {
    expect(isPinned(body, attributes)).toBe(false);
  });

  it('is pinned where If-Match names more versions than a condition can', () => {
    const versions = (length: number) => Array.from({ length }, (_, version) => version);
    expect(isPinned({ firstName: 'Ann' }, {}, { ifMatch: versions(101) })).toBe(true);
    expect(isPinned({ firstName: 'Ann' }, {}, { ifMatch: versions(100) })).toBe(false);
  });

  it('is pinned where the failed one assumed nothing wrong, but not if it was pinned', () => {
    const [request, seen] = [requestOf({ firstName: 'Ann' }), storedWith()];
    const next = nextPlan(request, FIRST_PLAN, seen);
    expect(next).toEqual({ assumptions: USUAL, pinnedTo: seen });
    expect(nextPlan(request, next, seen)).toEqual({ assumptions: USUAL });
  });
});

describe('a plan assumes', () => {
  const assumed = (body: unknown, attributes: object) =>
    nextPlan(requestOf(body), FIRST_PLAN, storedWith(attributes)).assumptions;

  it.each([undefined, null])('what is missing, where it is %j', (none) => {
    expect(assumed({}, { version: none, metadata: none, addressOrder: none })).toMatchObject({
      hasVersion: false,
      missing: ['metadata', 'addressOrder'],
    });
  });

  it.each([
    ['no list', 'x', false],
    ['a list too short by one', NO_WRITES.slice(1), false],
    ['a list', NO_WRITES, true],
  ])('%s of latest writes', (_, latestWrites, remembers) => {
    expect(assumed({}, { latestWrites })).toMatchObject({ remembers });
  });

  const verified = { primaryEmail: { value: 'a@b.co', verified: true } };
  it.each<[string, object, object, string[]]>([
    ['falls', { value: 'c@d.co' }, verified, ['primaryEmail']],
    ['stays with the same value', { value: 'a@b.co' }, verified, []],
    ['stays where the request sets it', { value: 'c@d.co', verified: true }, verified, []],
    ['stays where no value is sent', { verified: false }, verified, []],
    ['was not there', { value: 'c@d.co' }, { primaryEmail: { value: 'a@b.co' } }, []],
    ['cannot be without the map', { value: 'c@d.co' }, { primaryEmail: null }, []],
  ])('that a verified mark %s', (_, primaryEmail, attributes, lowered) => {
    expect(assumed({ primaryEmail }, attributes)).toMatchObject({ lowered });
  });

  it('under which id an added address is stored', () => {
    const hash = updateOf({ addresses: [mailing()] }).added[0]?.contentHash ?? '';
    const id = addressId('customer-1', hash);
    const body = { addresses: [mailing(), physical({ primary: true })] };
    for (const stored of [id, hash]) {
      expect(assumed(body, { addresses: { [stored]: storedAddress() } })).toMatchObject({
        stored: { [hash]: stored },
      });
    }
    expect(assumed(body, {})).toMatchObject({ stored: {} });
  });

  it('which address is primary without a pointer, of the types that are added', () => {
    const addresses = { a: storedAddress(), b: storedAddress('PHYSICAL', 1) };
    const unmarked = (body: unknown, attributes: object = {}) =>
      assumed(body, { addresses, ...attributes }).unmarked;
    expect(unmarked({ addresses: [mailing()] })).toEqual({ MAILING: 'a' });
    expect(unmarked({ addresses: [mailing(), physical()] })).toEqual({
      MAILING: 'a',
      PHYSICAL: 'b',
    });
    expect(unmarked({ firstName: 'Ann' })).toEqual({});
    const primaryAddresses = { MAILING: 'a' };
    expect(unmarked({ addresses: [mailing()] }, { primaryAddresses })).toEqual({});
  });
});
