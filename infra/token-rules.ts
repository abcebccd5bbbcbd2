import type { ExistingIdentity } from './context.ts';

/** The scope that the function demands where REQUIRED_SCOPE is not set. */
export const DEFAULT_SCOPE = 'customers:write';

/** Which tokens the function accepts; values may be tokens of CloudFormation. */
export type TokenRules = Omit<ExistingIdentity, 'kind'>;
