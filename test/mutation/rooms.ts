/** What is mutated together, and the tests that must notice; fewer tests run faster. */
export interface Room {
  mutate: string[];
  tests: string[];
  /** Whether its tests need DynamoDB Local. */
  dynamoDb: boolean;
  pool?: 'threads' | 'forks';
}

export const ROOMS: Readonly<Record<string, Room>> = {
  body: {
    mutate: ['lambda/body/*.ts', 'lambda/violation.ts'],
    // The OpenAPI document shows what schemas say beyond their checks.
    tests: ['test/unit/body/*.test.ts', 'test/docs/openapi-document.test.ts'],
    dynamoDb: false,
  },
  // What needs neither a body nor a table.
  rules: {
    mutate: [
      'lambda/{config,describe-fault,problems,request-metrics}.ts',
      'lambda/token/{fetch-jwks,key-set}.ts',
      'lambda/customer/*.ts',
    ],
    tests: ['test/unit/*.test.ts', 'test/unit/{customer,token}/*.test.ts'],
    dynamoDb: false,
  },
  aws: {
    mutate: ['lambda/aws/*.ts'],
    tests: ['test/unit/aws/*.test.ts'],
    dynamoDb: false,
    // These change the certificates that a process trusts, so each file needs its own process.
    pool: 'forks',
  },
  events: {
    mutate: ['lambda/events/*.ts'],
    tests: ['test/unit/events/*.test.ts', 'test/integration/events/{announce,refusals}.test.ts'],
    dynamoDb: false,
  },
  write: {
    mutate: ['lambda/write/*.ts'],
    tests: ['test/unit/write/*.test.ts'],
    dynamoDb: false,
  },
  http: {
    mutate: ['lambda/{app,compose,handler}.ts', 'lambda/middleware/!(authenticate).ts'],
    tests: ['test/unit/{app,compose,handler}.test.ts', 'test/unit/middleware/*.test.ts'],
    dynamoDb: false,
  },
  token: {
    mutate: ['lambda/middleware/authenticate.ts', 'lambda/token/!(fetch-jwks|key-set).ts'],
    tests: [
      'test/unit/app.test.ts',
      'test/unit/middleware/authenticate.test.ts',
      'test/integration/{refusal-reasons,tenancy}.test.ts',
      'test/security/{confirmation,sender-constrained}.test.ts',
      'test/security/token-{claims,form,keys,scopes}.test.ts',
    ],
    dynamoDb: true,
  },
};
