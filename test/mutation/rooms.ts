/** What is mutated together, and the tests that judge it: the fewer, the faster. */
export interface Room {
  mutate: string[];
  tests: string[];
  /** Whether its tests need DynamoDB Local. */
  dynamoDb: boolean;
}

export const ROOMS: Readonly<Record<string, Room>> = {
  body: {
    mutate: ['lambda/body/*.ts', 'lambda/violation.ts'],
    tests: ['test/unit/body/*.test.ts'],
    dynamoDb: false,
  },
  // What needs neither a body nor a table.
  rules: {
    mutate: [
      'lambda/{config,describe-fault,fetch-jwks,key-set,problems,request-metrics}.ts',
      'lambda/{aws,customer,events}/*.ts',
    ],
    tests: ['test/unit/*.test.ts', 'test/unit/{aws,customer,events}/*.test.ts'],
    dynamoDb: false,
  },
  // Expressions are judged by DynamoDB Local.
  write: {
    mutate: ['lambda/write/*.ts'],
    tests: [
      'test/unit/write/*.test.ts',
      'test/integration/{account-rules,addresses,clearing,idempotency,older-items}.test.ts',
      'test/integration/{partial-update,preconditions,second-attempt,verified}.test.ts',
    ],
    dynamoDb: true,
  },
  http: {
    mutate: ['lambda/{app,compose}.ts', 'lambda/middleware/*.ts'],
    tests: [
      'test/unit/middleware/*.test.ts',
      'test/integration/{check-order,problems,request-log,request-rules}.test.ts',
      'test/security/token-{claims,form,scopes}.test.ts',
    ],
    dynamoDb: true,
  },
};
