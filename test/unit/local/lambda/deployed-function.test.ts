import { describe, expect, it } from 'vitest';
import { toFunctionSettings, toRouteKeys } from '../../../../local/lambda/deployed-function.ts';

function settingsOf(variables: Record<string, unknown>) {
  const template = {
    Resources: {
      F: {
        Type: 'AWS::Lambda::Function',
        Properties: { Timeout: 15, MemorySize: 512, Environment: { Variables: variables } },
      },
    },
    Outputs: {},
  };
  return toFunctionSettings({ template, functionLogicalId: 'F', tableLogicalId: 'T' }, 'local');
}

describe('toFunctionSettings', () => {
  it('takes time-out, memory and variables, the table by its local name', () => {
    expect(settingsOf({ JWT_AUDIENCE: 'a', TABLE_NAME: { Ref: 'T' } })).toEqual({
      timeoutSeconds: 15,
      memoryMb: 512,
      environment: { JWT_AUDIENCE: 'a', TABLE_NAME: 'local' },
    });
  });

  it('names a variable whose value only AWS knows', () => {
    expect(() => settingsOf({ QUEUE: { Ref: 'Q' } })).toThrow('The variable QUEUE');
  });
});

describe('toRouteKeys', () => {
  it('finds all routes', () => {
    const route = (RouteKey: string) => ({
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: { RouteKey },
    });
    const Resources = {
      A: route('PUT /a'),
      B: { Type: 'AWS::Lambda::Function' },
      C: route('GET /'),
    };
    expect(toRouteKeys({ Resources, Outputs: {} })).toEqual(['PUT /a', 'GET /']);
  });
});
