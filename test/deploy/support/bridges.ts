import { changeTemplate } from './assembly.ts';

// biome-ignore lint/suspicious/noExplicitAny: a template's properties are as deep as CloudFormation is wide.
type Properties = any;

export interface Template {
  Resources: Record<string, { Type: string; Properties: Properties; UpdatePolicy?: unknown }>;
  Outputs: Record<string, { Value: unknown }>;
}

/**
 * Bridges the gaps of MiniStack 1.5.33 in a synthesized template. The stack itself does not know
 * about them, and a green run proves nothing about what is bridged.
 */
const BRIDGES: Readonly<Record<string, (template: Template, endpoint: string) => void>> = {
  'alarms on metric math, which CDK writes for any metric with a label, too': ({ Resources }) => {
    for (const { Type, Properties } of Object.values(Resources)) {
      if (Type !== 'AWS::CloudWatch::Alarm' || !Properties.Metrics) continue;
      delete Properties.Metrics;
      const metric = { Namespace: 'Bridged', MetricName: 'Math', Statistic: 'Sum', Period: 60 };
      Object.assign(Properties, metric);
    }
  },

  'AWS::CodeDeploy, and so the canary': ({ Resources }) => {
    for (const [id, resource] of Object.entries(Resources)) {
      delete resource.UpdatePolicy;
      if (resource.Type.startsWith('AWS::CodeDeploy::')) delete Resources[id];
    }
  },

  'host names of AWS, and Fn::GetAtt ProviderURL of a user pool': (
    { Resources, Outputs },
    endpoint,
  ) => {
    const ids = Object.fromEntries(Object.entries(Resources).map(([id, { Type }]) => [Type, id]));
    const api = ids['AWS::ApiGatewayV2::Api'];
    const pool = ids['AWS::Cognito::UserPool'];
    Outputs.ApiUrl = { Value: sub(`${endpoint}/_aws/execute-api/\${${api}}/$default`) };
    if (!pool) return;
    Outputs.TokenEndpoint = { Value: `${endpoint}/oauth2/token` };
    for (const { Properties } of Object.values(Resources)) {
      const variables = Properties?.Environment?.Variables;
      if (!variables?.JWT_ISSUER) continue;
      variables.JWT_ISSUER = sub(`https://\${${pool}.ProviderName}`);
      variables.JWKS_URI = sub(`${endpoint}/\${${pool}}/.well-known/jwks.json`);
    }
  },
};

/** Makes the template of an assembly deployable to the emulator at the endpoint. */
export function bridge(assembly: string, endpoint: string): void {
  changeTemplate(assembly, (text) => {
    const template: Template = JSON.parse(text);
    for (const apply of Object.values(BRIDGES)) apply(template, endpoint);
    return JSON.stringify(template);
  });
}

function sub(text: string) {
  return { 'Fn::Sub': text };
}
