/** The table of the local run, and the default table of `npm run seed`. */
export const LOCAL_TABLE = 'customers-local';

/** The tenant of the sample customer; used if TENANT_CLAIM turns tenancy on. */
export const LOCAL_TENANT = 'demo';

/** The audience of the local issuer's tokens. */
export const LOCAL_AUDIENCE = 'customers-api';

/** The ports of the local run and the variables that change them (docs/development.md). */
export const PORTS = {
  PORT: 3000,
  ISSUER_PORT: 3001,
  DYNAMODB_PORT: 8000,
} as const;

export type PortVariable = keyof typeof PORTS;

/**
 * Region and credentials for everything local. They do not belong to an account, so AWS rejects a
 * local command that reaches it by mistake.
 */
export const LOCAL_AWS = {
  AWS_REGION: 'local',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
} as const;
