import { type Call, callAws, get, json, query } from './aws.ts';
import type { Emulator } from './emulator.ts';
import type { StackResource } from './stack.ts';

/** All lists that could contain a resource of the stack. */
export const LISTS: Readonly<Record<string, readonly [service: string, call: Call]>> = {
  'AWS::DynamoDB::GlobalTable': ['dynamodb', json('DynamoDB_20120810.ListTables')],
  'AWS::Lambda::Function': ['lambda', get('/2015-03-31/functions')],
  'AWS::Logs::LogGroup': ['logs', json('Logs_20140328.DescribeLogGroups')],
  'AWS::ApiGatewayV2::Api': ['apigateway', get('/v2/apis')],
  'AWS::CloudWatch::Alarm': ['monitoring', query('DescribeAlarms')],
  'AWS::CloudWatch::Dashboard': ['monitoring', query('ListDashboards')],
  'AWS::IAM::Role': ['iam', query('ListRoles')],
  'AWS::IAM::ManagedPolicy': ['iam', query('ListPolicies', { Scope: 'Local' })],
  'AWS::SNS::Topic': ['sns', query('ListTopics')],
  'AWS::Cognito::UserPool': [
    'cognito-idp',
    json('AWSCognitoIdentityProviderService.ListUserPools', { MaxResults: 60 }),
  ],
  'AWS::KMS::Key': ['kms', json('TrentService.ListKeys')],
};

/** The resources that their services still list, as far as their types can be listed. */
export async function listed(
  emulator: Emulator,
  resources: readonly StackResource[],
): Promise<StackResource[]> {
  const found: StackResource[] = [];
  for (const [type, [service, call]] of Object.entries(LISTS)) {
    const ofType = resources.filter((one) => one.type === type);
    if (ofType.length === 0) continue;
    const answer = await callAws(emulator, service, call);
    found.push(...ofType.filter(({ id }) => answer.includes(id)));
  }
  return found;
}
