import type { ExistingIdentity } from './context/context.ts';

/** Which tokens the function accepts; values may be tokens of CloudFormation. */
export type TokenRules = Omit<ExistingIdentity, 'kind'>;
