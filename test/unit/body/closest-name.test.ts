import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closestName } from '../../../lambda/body/closest-name.ts';

const KNOWN = ['addresses', 'metadata', 'firstName', 'lastName', 'sex', 'primaryEmail'];

describe('the closest known name', () => {
  it.each([
    ['firstname', 'firstName', 'another letter case'],
    ['fristName', 'firstName', 'neighbours swapped'],
    ['adresses', 'addresses', 'a letter missing'],
    ['addressess', 'addresses', 'a letter too many'],
    ['metaDota', 'metadata', 'a letter replaced'],
    ['firstNmae2', 'firstName', 'two edits'],
    ['sexx', 'sex', 'one edit of a short name'],
  ])('of %s is %s (%s)', (unknown, expected) => {
    expect(closestName(unknown, KNOWN)).toBe(expected);
  });

  it.each([
    ['tax', 'two edits of a name of three letters'],
    ['nickname', 'too many edits'],
    ['first', 'a prefix'],
    ['', 'no name'],
    ['x'.repeat(10_000), 'a very long name'],
    ['__proto__', 'a name of the language'],
    ['constructor', 'a name of the language'],
  ])('of %s there is none (%s)', (unknown) => {
    expect(closestName(unknown, KNOWN)).toBeUndefined();
  });

  it('prefers the nearer of two', () => {
    expect(closestName('lstName', ['listNames', 'lastName'])).toBe('lastName');
  });

  it('is at most two edits away by the definition of the distance, and fewer than half its length', () => {
    // Three letters make swaps and repeats frequent.
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'C'), maxLength: 6 });
    fc.assert(
      fc.property(word, word, (unknown, name) => {
        const distance = editDistance(unknown.toLowerCase(), name.toLowerCase());
        const isNear = distance <= 2 && distance < name.length / 2;
        expect(closestName(unknown, [name])).toBe(isNear ? name : undefined);
      }),
      { numRuns: 2_000 },
    );
  });
});

/** Optimal string alignment, as it is defined: https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance */
function editDistance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const edits = [
    editDistance(a.slice(1), b) + 1,
    editDistance(a, b.slice(1)) + 1,
    editDistance(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1),
  ];
  if (a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0]) {
    edits.push(editDistance(a.slice(2), b.slice(2)) + 1);
  }
  return Math.min(...edits);
}
