/** The table of the local run, and where `npm run seed` writes by default. */
export const LOCAL_TABLE = 'customers-local';

/** The tenant of the sample customer, which counts where TENANT_CLAIM turns tenancy on. */
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
 * Region and credentials of everything local. They belong to no account, so that
 * AWS rejects a local command that reaches it by mistake.
 */
export const LOCAL_AWS = {
  AWS_REGION: 'local',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
} as const;
