import { writeFileSync } from 'node:fs';
import { toCallingCodes } from './calling-codes.ts';
import { toIso3166Codes } from './iso-3166-codes.ts';

const tables = new URL('../../lambda/body/tables/', import.meta.url);
writeFileSync(new URL('calling-codes.ts', tables), toCallingCodes());
writeFileSync(new URL('iso-3166-codes.ts', tables), toIso3166Codes());
