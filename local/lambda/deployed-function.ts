import type { Synthesized, Template } from '../../infra/synth.ts';

/** The function's settings in the template. */
interface FunctionSettings {
  timeoutSeconds: number;
  memoryMb: number;
  environment: Record<string, string>;
}

/** The function's settings as deployed, with the given name for its table. */
export function toFunctionSettings(
  {
    template,
    functionLogicalId,
    tableLogicalId,
  }: Pick<Synthesized, 'template' | 'functionLogicalId' | 'tableLogicalId'>,
  table: string,
): FunctionSettings {
  const properties = template.Resources[functionLogicalId]?.Properties;
  if (!properties) throw new Error(`The template has no ${functionLogicalId}.`);
  const { Timeout, MemorySize, Environment } = properties;
  const variables = Object.entries(Environment?.Variables ?? {}).map(([name, value]) => {
    if (typeof value === 'string') return [name, value];
    if ((value as { Ref?: string }).Ref === tableLogicalId) return [name, table];
    throw new Error(`The variable ${name} of the function has no value outside AWS.`);
  });
  return {
    timeoutSeconds: Timeout,
    memoryMb: MemorySize,
    environment: Object.fromEntries(variables),
  };
}

/** The API's routes, such as `PUT /v1/customers/{customerId}`. */
export function toRouteKeys({ Resources }: Template): string[] {
  return Object.values(Resources)
    .filter(({ Type }) => Type === 'AWS::ApiGatewayV2::Route')
    .map(({ Properties }) => Properties.RouteKey);
}
