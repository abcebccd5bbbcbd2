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
});
