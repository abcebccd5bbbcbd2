import fc from 'fast-check';
import { body } from './arbitrary-body.ts';

/** The callers; eve is of another tenant. */
export const CALLERS = ['ann', 'bob', 'eve'] as const;
export type Caller = (typeof CALLERS)[number];

export type IfMatchChoice = keyof typeof IF_MATCH;

/** Headers, given the customer's version. */
export const IF_MATCH = {
  none: () => undefined,
  right: (version: number) => `"${version}"`,
  rightInList: (version: number) => `"x",, W/"7" ,"${version}"`,
  any: () => '*',
  stale: (version: number) => `"${version - 1}"`,
  future: (version: number) => `"${version + 1}","${version + 2}"`,
  weak: (version: number) => `W/"${version}"`,
  padded: (version: number) => `"0${version}"`,
  emptyTag: () => '""',
  long: (version: number) => Array.from({ length: 120 }, (_, n) => `"${version + n - 110}"`).join(),
  bare: (version: number) => `${version}`,
  empty: () => ' ',
  anyInList: (version: number) => `*, "${version}"`,
} satisfies Record<string, (version: number) => string | undefined>;

export interface NewRequest {
  to: 'first' | 'second' | 'missing' | 'malformed';
  caller: Caller;
  ifMatch: IfMatchChoice;
  key: string | undefined;
  body: unknown;
}

/** Repeats an earlier request with the same key, preferably one that was sent with a key. */
export interface Repeat {
  back: number;
  but: 'the same' | 'other bytes' | 'another body' | 'another caller' | 'another If-Match';
}

export type Step = NewRequest | Repeat;

// Few, so that they repeat.
const KEYS = [...Array.from({ length: 16 }, (_, n) => `key-${n}-`), '~'.repeat(255)];

const newRequest: fc.Arbitrary<NewRequest> = fc.record({
  to: fc.oneof(
    { weight: 20, arbitrary: fc.constant('first' as const) },
    { weight: 5, arbitrary: fc.constant('second' as const) },
    { weight: 1, arbitrary: fc.constantFrom('missing' as const, 'malformed' as const) },
  ),
  caller: fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom('ann' as const, 'bob' as const) },
    { weight: 1, arbitrary: fc.constant('eve' as const) },
  ),
  ifMatch: fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom('none', 'none', 'right') },
    { weight: 3, arbitrary: fc.constantFrom(...(Object.keys(IF_MATCH) as IfMatchChoice[])) },
  ),
  key: fc.oneof(
    { weight: 16, arbitrary: fc.constant(undefined) },
    { weight: 10, arbitrary: fc.constantFrom(...KEYS) },
    { weight: 1, arbitrary: fc.constantFrom('short', 'k'.repeat(256), 'with blank', 'schlüssel') },
  ),
  body,
});

const repeat: fc.Arbitrary<Repeat> = fc.record({
  back: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 24 })),
  but: fc.constantFrom(
    'the same',
    'the same',
    'other bytes',
    'another body',
    'another caller',
    'another If-Match',
  ),
});

export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof({ weight: 5, arbitrary: newRequest }, { weight: 1, arbitrary: repeat }),
  { minLength: 1, maxLength: 40, size: 'max' },
);

export function isRepeat(step: Step): step is Repeat {
  return 'back' in step;
}
