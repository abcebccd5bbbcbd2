import fc from 'fast-check';
import { STREETS } from './samples.ts';

/** A reference to one of the customer's addresses, resolved when the request is sent. */
export interface OneOfThese {
  nth: number;
  as: 'removal' | 'repeat' | 'promotion';
}

const GOOD_STREETS = [...STREETS].flatMap(([street, isBox]) => (isBox ? [] : [street]));
const BOXES = [...STREETS].flatMap(([street, isBox]) => (isBox ? [street] : []));

const types = fc.constantFrom('MAILING', 'PHYSICAL', 'SHIPPING');
const contacts = fc.constantFrom<Record<string, unknown>>(
  { firstName: 'Sarah', lastName: 'Green' },
  { firstName: ' Sarah', middleName: 'Jane', lastName: 'Green' },
  { firstName: 'Sarah', middleName: null, lastName: 'Green' },
);
const regions = fc.constantFrom<Record<string, unknown>>(
  { stateCode: 'MO', countryCode: 'USA' },
  { stateCode: 'AE', countryCode: 'USA' },
  { stateCode: 'ON', countryCode: 'CAN' },
  { countryCode: 'DEU' },
  { stateCode: 'XY' },
  {},
  { stateCode: null, countryCode: null },
);
const primaries = fc.constantFrom<Record<string, unknown>>(
  {},
  { primary: true },
  { primary: true },
  { primary: false },
  { primary: null },
);

/** Valid addresses from a small set, so that they repeat. */
export const address: fc.Arbitrary<Record<string, unknown>> = fc
  .tuple(
    types,
    fc.constantFrom(...GOOD_STREETS),
    fc.constantFrom<Record<string, unknown>>(
      {},
      {},
      { streetLine2: 'Suite 5' },
      { cityName: 'Ulm' },
    ),
    regions,
    fc.constantFrom('10001', ' 10001 ', 'K1A 0B1'),
    primaries,
    contacts,
  )
  .map(([type, streetLine1, more, region, zipCode, primary, name]) => ({
    type,
    streetLine1,
    ...more,
    ...region,
    zipCode,
    ...primary,
    ...(type === 'SHIPPING' && { name }),
  }));

/** Valid addresses from a large set, to reach the limits. */
const numbered = fc
  .tuple(types, fc.integer({ min: 1, max: 60 }), primaries)
  .map(([type, number, primary]) => ({ ...toNumbered(type, number), ...primary }));

export function toNumbered(type: string, number: number): Record<string, unknown> {
  return {
    type,
    ...(type === 'SHIPPING' && { name: { firstName: 'Sarah', lastName: 'Green' } }),
    streetLine1: `${number} Long Rd`,
    zipCode: '10001',
  };
}

/** Changes that make an address invalid, or only seem to. */
const faults = fc.constantFrom<Record<string, unknown>>(
  { type: 'OTHER' },
  { type: null },
  { type: 'PHYSICAL', streetLine1: BOXES[0] },
  { type: 'PHYSICAL', streetLine3: BOXES[1] },
  { type: 'PHYSICAL', streetLine2: BOXES[2], streetLine4: BOXES[3] },
  { type: 'MAILING', streetLine2: BOXES[0] },
  { type: 'MAILING', name: 5 },
  { type: 'SHIPPING', name: null },
  { type: 'SHIPPING', name: { firstName: '', lastName: null, nick: 1 } },
  { streetLine1: null },
  { streetLine5: '' },
  { cityName: 'x'.repeat(26) },
  { stateCode: 'M', countryCode: 'USA' },
  { stateCode: 'mo', countryCode: 'USA' },
  { stateCode: 'ON', countryCode: 'USA' },
  { stateCode: null, countryCode: 'CAN' },
  { countryCode: 'ZZZ' },
  { zipCode: null },
  { zipCode: '12345678901' },
  { primary: 'true' },
  { line1: 'a', constructor: 1 },
  { id: 'a' },
);
const invalid = fc
  .tuple(address, faults)
  .map(([valid, fault]) => ({ ...valid, primary: null, ...fault }));
const oddElements = fc.constantFrom<unknown>(
  null,
  'a',
  [],
  { id: 'no such id', remove: true },
  { id: 'constructor', remove: true },
  { id: '__proto__', remove: true },
  { id: 'a', remove: false },
  { id: 'a' },
  { remove: true },
  { id: 5, remove: true },
  { id: 'a', remove: true, zipCode: '1', other: 1 },
);

const ofCustomer = fc.record<OneOfThese>({
  nth: fc.nat({ max: 60 }),
  as: fc.constantFrom('removal', 'removal', 'repeat', 'promotion'),
});

const element = fc.oneof(
  { weight: 20, arbitrary: address },
  { weight: 30, arbitrary: ofCustomer },
  { weight: 1, arbitrary: invalid },
  { weight: 2, arbitrary: oddElements },
);

/** The `addresses` of a body. */
export const addressElements: fc.Arbitrary<unknown[]> = fc.oneof(
  { weight: 8, arbitrary: fc.array<unknown>(element, { maxLength: 4, size: 'max' }) },
  { weight: 2, arbitrary: fc.array<unknown>(numbered, { maxLength: 4, size: 'max' }) },
  {
    weight: 1,
    arbitrary: fc.array<unknown>(numbered, { minLength: 16, maxLength: 21, size: 'max' }),
  },
);

export function isOneOfThese(element: unknown): element is OneOfThese {
  return typeof element === 'object' && element !== null && 'nth' in element;
}
