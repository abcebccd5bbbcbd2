import { callAws, query } from './aws.ts';
import type { Emulator } from './emulator.ts';

/** The permissions that the smoke test of a sandbox needs according to docs/operating.md. */
export const SMOKE_PERMISSIONS: readonly string[] = [
  'cloudformation:DescribeStacks',
  'dynamodb:PutItem',
  'dynamodb:GetItem',
  'dynamodb:DeleteItem',
  'cognito-idp:DescribeUserPoolClient',
];

/** Creates an IAM user with only these permissions; returns its access key as environment. */
export async function createUser(
  emulator: Emulator,
  UserName: string,
  permissions: readonly string[],
): Promise<NodeJS.ProcessEnv> {
  const Statement = [{ Effect: 'Allow', Action: permissions, Resource: '*' }];
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  await callAws(emulator, 'iam', query('CreateUser', { UserName }));
  await callAws(
    emulator,
    'iam',
    query('PutUserPolicy', { UserName, PolicyName: 'Smoke', PolicyDocument }),
  );
  const answer = await callAws(emulator, 'iam', query('CreateAccessKey', { UserName }));
  const [, id] = /<AccessKeyId>(.+?)</.exec(answer) ?? [];
  const [, secret] = /<SecretAccessKey>(.+?)</.exec(answer) ?? [];
  return { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret };
}
