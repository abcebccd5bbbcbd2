import { describe, expect, it } from 'vitest';
import { isCountryCode, isSubdivisionOf } from '../../../lambda/body/iso-3166.ts';

describe('a country code', () => {
  it.each(['USA', 'CAN', 'GBR', 'DEU', 'ALA', 'ZWE'])('knows %s', (code) => {
    expect(isCountryCode(code)).toBe(true);
  });

  it.each(['ZZZ', 'usa', 'US', 'USAA', '', 'XKX', 'SUN', 'GBR CAN', 'constructor'])(
    'does not know %j',
    (code) => {
      expect(isCountryCode(code)).toBe(false);
    },
  );
});

describe('a subdivision', () => {
  it.each([
    ['USA', 'NY'],
    ['USA', 'MO'],
    ['USA', 'DC'],
    ['USA', 'PR'],
    ['USA', 'AA'],
    ['USA', 'AE'],
    ['USA', 'AP'],
    ['CAN', 'ON'],
    ['AUS', 'NSW'],
    ['GBR', 'SCT'],
    ['MEX', 'CMX'],
  ])('of %s is %s', (country, state) => {
    expect(isSubdivisionOf(country, state)).toBe(true);
  });

  it.each([
    ['USA', 'ON'],
    ['USA', 'ZZ'],
    ['CAN', 'NY'],
    ['CAN', 'AA'],
    ['USA', 'ny'],
    ['USA', ''],
    ['USA', 'NY CA'],
    ['ZZZ', 'NY'],
    ['constructor', 'NY'],
  ])('of %s is not %j', (country, state) => {
    expect(isSubdivisionOf(country, state)).toBe(false);
  });
});
