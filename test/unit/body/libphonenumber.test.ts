import fc from 'fast-check';
import {
  PhoneNumberFormat as Format,
  PhoneNumberType,
  PhoneNumberUtil,
} from 'google-libphonenumber';
import { isValidPhoneNumber, type MetadataJson } from 'libphonenumber-js/max';
import json from 'libphonenumber-js/max/metadata';
import { describe, expect, it } from 'vitest';
import { parsePhoneNumber } from '../../../lambda/body/phone-number.ts';
import { NUMBER_RANGES } from '../../../lambda/body/tables/calling-codes.ts';

const GENERATED_OF_A_TYPE = 8;
const util = PhoneNumberUtil.getInstance();

/** Valid numbers in E.164: examples of every region and type, and generated ones of every pattern. */
const numbers = [...new Set([...examples(), ...generated()])].filter(isValid);
// ITU-T E.164 allows 15 digits; fewer than 7 are refused as a typing error (docs/api.md, section 1.4).
const accepted = numbers.filter(({ length }) => length >= 8 && length <= 16).map(toParts);

describe('every number that libphonenumber calls valid', () => {
  const forms: [string, (number: Parts) => string][] = [
    ['E.164', ({ e164 }) => e164],
    ['the international form', ({ international }) => international],
    ['+, country code and national form', ({ code, national }) => `+${code} ${national}`],
    [
      '+, country code and the national prefix in parentheses',
      ({ code, prefix, rest }) => (prefix ? `+${code} (${prefix}) ${rest}` : `+${code} ${rest}`),
    ],
  ];

  it.each(forms)('is read from %s', (name, toForm) => {
    const asked = accepted
      .map((parts) => ({ e164: parts.e164, form: toForm(parts) }))
      // If the number with the prefix is another valid number, that one counts.
      .filter(({ e164, form }) => digitsOf(form) === e164 || !isValid(digitsOf(form)));
    const wrong = asked.filter(({ e164, form }) => parsePhoneNumber(form) !== e164);
    console.log(`libphonenumber: ${asked.length} numbers read from ${name}`);
    expect(wrong.slice(0, 20)).toEqual([]);
    expect(asked.length).toBeGreaterThan(0.99 * numbers.length);
  });

  it('is of every country code', () => {
    const codes = new Set(accepted.map(({ code }) => code));
    expect(Object.keys(NUMBER_RANGES).filter((code) => !codes.has(code))).toEqual([]);
    expect(accepted.length).toBeGreaterThan(8_000);
  });
});

interface Parts {
  e164: string;
  international: string;
  code: string;
  /** The national form, with the national prefix where there is one. */
  national: string;
  prefix: string;
  /** The international form without + and country code. */
  rest: string;
}

function toParts(e164: string): Parts {
  const number = util.parse(e164);
  const code = String(number.getCountryCode());
  const region = util.getSupportedRegions().find((r) => r === util.getRegionCodeForNumber(number));
  const prefix = region ? (util.getNddPrefixForRegion(region, true) ?? '') : '';
  const international = util.format(number, Format.INTERNATIONAL);
  const rest = international.replace(/^\+\d+[ -]?/, '');
  const written = util.format(number, Format.NATIONAL);
  const isBare = digitsOf(written) === digitsOf(rest);
  const national = isBare ? `${prefix} ${rest}` : written;
  return { e164, international, code, national, prefix, rest };
}

/** Valid without removing anything: some numbers are only valid without their national prefix. */
function isValid(e164: string): boolean {
  try {
    const number = util.parse(e164);
    const isSame = util.format(number, Format.E164) === e164;
    // The packages' metadata have different dates.
    return isSame && util.isValidNumber(number) && isValidPhoneNumber(e164);
  } catch {
    return false;
  }
}

function examples(): string[] {
  const types = Object.values(PhoneNumberType).filter((type) => typeof type === 'number');
  const ofCountries = util
    .getSupportedRegions()
    .flatMap((region) => types.map((type) => util.getExampleNumberForType(region, type)));
  return ofCountries.flatMap((number) => (number ? util.format(number, Format.E164) : []));
}

function generated(): string[] {
  const { countries, nonGeographic } = json as unknown as MetadataJson;
  const plans = [
    ...Object.values(countries).map((plan) => [String(plan?.[0]), plan ?? []] as const),
    ...Object.entries(nonGeographic),
  ];
  return plans.flatMap(([code, plan]) => {
    const types: ([pattern: string] | 0)[] = plan[11] || [[plan[2]]];
    const patterns = types.flatMap((type) => (type && type[0] !== '' ? type[0] : []));
    return patterns
      .flatMap((pattern) =>
        fc.sample(fc.stringMatching(new RegExp(`^(?:${pattern})$`)), GENERATED_OF_A_TYPE),
      )
      .map((number) => `+${code}${number}`);
  });
}

function digitsOf(text: string): string {
  return text.replace(/[^+0-9]/g, '');
}
