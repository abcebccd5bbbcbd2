import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { toCallingCodes } from '../../../scripts/tables/calling-codes.ts';
import { toIso3166Codes } from '../../../scripts/tables/iso-3166-codes.ts';

it.each([
  ['calling-codes.ts', toCallingCodes],
  ['iso-3166-codes.ts', toIso3166Codes],
])('%s is what its package gives today; else run: npm run codes', (file, toText) => {
  const table = new URL(`../../../lambda/body/tables/${file}`, import.meta.url);
  expect(readFileSync(table, 'utf8')).toBe(toText());
});
