import { mkdirSync } from 'node:fs';
import { SetupError } from '../shared/setup-error.ts';
import { waitUntilAnswers } from '../shared/wait-until-answers.ts';
import {
  type DynamoDbLocal,
  type DynamoDbLocalOptions,
  startDynamoDbLocal,
} from './dynamodb-local.ts';

const ENDPOINT_TIMEOUT_MS = 5_000;

/**
 * Uses the DynamoDB at AWS_ENDPOINT_URL_DYNAMODB if that is set, else starts DynamoDB Local. Throws
 * a SetupError if neither answers.
 */
export async function findOrStartDynamoDb(options: DynamoDbLocalOptions): Promise<DynamoDbLocal> {
  const endpoint = process.env.AWS_ENDPOINT_URL_DYNAMODB;
  if (!endpoint) {
    if (options.dataDir !== undefined) makeFolder(options.dataDir);
    return startDynamoDbLocal(options);
  }
  if (!(await waitUntilAnswers(endpoint, ENDPOINT_TIMEOUT_MS))) {
    throw new SetupError(`Nothing answers at AWS_ENDPOINT_URL_DYNAMODB, ${endpoint}.`);
  }
  return { endpoint, stop: async () => {} };
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SetupError(`The folder ${path} of --data cannot be created (${code}).`);
  }
}
