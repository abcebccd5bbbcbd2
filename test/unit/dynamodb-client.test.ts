import { describe, expect, it } from 'vitest';
import { createDynamoDbClient } from '../../lambda/dynamodb-client.ts';

describe('createDynamoDbClient', () => {
  it('has no middleware but those that an update needs', () => {
    const { middlewareStack } = createDynamoDbClient();
    expect(middlewareStack.identify()).toEqual([
      'serializerMiddleware - serialize',
      'retryMiddleware - finalizeRequest',
      'deserializerMiddleware - deserialize',
    ]);
  });
});
