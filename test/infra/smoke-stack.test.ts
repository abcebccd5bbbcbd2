import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalIssuer, startIssuer } from '../../local/issuer.ts';
import { findStackTarget } from '../../scripts/smoke/stack-target.ts';
import { setEnvironment } from '../support/environment.ts';

const SECRET = 'the-secret-of-the-client';
const ISSUER_STACK = { ApiUrl: 'https://api.example', TableName: 'customers' };

let aws: Server;
let issuer: LocalIssuer;
let outputs: Record<string, string>;
let restore: () => void;
/** The action that the caller lacks. */
let denied: string | undefined;

beforeAll(async () => {
  issuer = await startIssuer({ port: 0, audience: 'customers' });
  aws = createServer(async (request, response) => {
    const chunks = await request.toArray();
    const body = Buffer.concat(chunks).toString();
    const isQuery = body.includes('Action=DescribeStacks');
    const action = isQuery ? 'cloudformation:DescribeStacks' : 'cognito-idp:DescribeUserPoolClient';
    if (action === denied) {
      const message = `User: arn:aws:iam::1:user/a is not authorized to perform: ${action} on resource: b because no identity-based policy allows it`;
      const type = 'AccessDeniedException';
      response.writeHead(isQuery ? 403 : 400);
      return response.end(
        isQuery
          ? `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${message}</Message></Error></ErrorResponse>`
          : JSON.stringify({ __type: type, message }),
      );
    }
    return response.end(
      isQuery ? describeStacks() : JSON.stringify({ UserPoolClient: { ClientSecret: SECRET } }),
    );
  });
  aws.listen(0, '127.0.0.1');
  await once(aws, 'listening');
  restore = setEnvironment({
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(aws.address() as AddressInfo).port}`,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'none',
    AWS_SECRET_ACCESS_KEY: 'none',
  });
});

afterAll(async () => {
  restore();
  aws.close();
  await issuer.stop();
});

describe('smoke of a stack', () => {
  it('gets its tokens from the stack’s own user pool', async () => {
    outputs = {
      ...ISSUER_STACK,
      UserPoolId: 'eu-central-1_AbCdEf',
      ClientId: 'machine',
      TokenEndpoint: issuer.tokenEndpoint,
      RequiredScope: 'customers/customers:write',
    };
    const target = await findStackTarget('CustomerApi', {});

    expect(target).toMatchObject({ url: 'https://api.example', table: 'customers' });
    expect(claimsOf(target.token)).toMatchObject({
      client_id: 'machine',
      scope: 'customers/customers:write',
    });
    expect(claimsOf(target.otherToken)).toMatchObject({ scope: 'customers/customers:read' });
  });

  it('is given the tokens of an issuer that exists', async () => {
    outputs = ISSUER_STACK;
    const env = { SMOKE_TOKEN: 'a.b.c', SMOKE_TENANT: 'one' };

    expect(await findStackTarget('CustomerApi', env)).toMatchObject({
      token: 'a.b.c',
      otherToken: undefined,
      tenantId: 'one',
    });
    await expect(findStackTarget('CustomerApi', {})).rejects.toThrow('SMOKE_TOKEN');
  });

  it('leaves stacks alone that are not of this project', async () => {
    outputs = {};
    await expect(findStackTarget('Another', {})).rejects.toThrow(
      'Another is not a stack of this project.',
    );
  });

  it.each([
    ['cloudformation:DescribeStacks', 'CustomerApi'],
    ['cognito-idp:DescribeUserPoolClient', 'eu-central-1_AbCdEf'],
  ])('says in one sentence that the permission %s is missing', async (action, on) => {
    outputs = { ...ISSUER_STACK, UserPoolId: 'eu-central-1_AbCdEf', ClientId: 'machine' };
    denied = action;
    const fault = await findStackTarget('CustomerApi', {}).catch((error: Error) => error);
    denied = undefined;

    expect(fault).toMatchObject({
      name: 'SetupError',
      message: `The AWS credentials of the environment lack the permission ${action} on ${on}.`,
    });
  });

  it('refuses a SMOKE_TOKEN that is not a JWT', async () => {
    outputs = ISSUER_STACK;
    await expect(findStackTarget('CustomerApi', { SMOKE_TOKEN: 'opaque' })).rejects.toThrow(
      'SMOKE_TOKEN is not a JWT.',
    );
  });

  it('never shows the secret', async () => {
    const TokenEndpoint = `${issuer.issuer}/nothing-here`;
    outputs = {
      ...ISSUER_STACK,
      UserPoolId: 'a',
      ClientId: 'b',
      RequiredScope: 'c',
      TokenEndpoint,
    };
    const fault = await findStackTarget('CustomerApi', {}).catch((error: Error) => error.message);

    expect(fault).toContain('gave no token for c');
    expect(fault).not.toContain(SECRET);
  });
});

function describeStacks(): string {
  const members = Object.entries(outputs).map(
    ([key, value]) =>
      `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
  );
  return `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member><StackName>s</StackName><StackStatus>CREATE_COMPLETE</StackStatus><CreationTime>2026-01-01T00:00:00Z</CreationTime><Outputs>${members.join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;
}

function claimsOf(token = ''): unknown {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}
