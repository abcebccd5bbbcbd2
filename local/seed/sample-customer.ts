import { readFileSync } from 'node:fs';
import { parseSeed } from './parse-seed.ts';
import type { SeedCustomer } from './seed-customer.ts';

const FILE = new URL('./sample-customer.json', import.meta.url);

/** The product owner's sample customer. */
export function readSampleCustomer(): SeedCustomer {
  const [sample] = parseSeed(readFileSync(FILE, 'utf8'), 'sample-customer.json');
  if (!sample) throw new Error('sample-customer.json has no customer.');
  return sample;
}
