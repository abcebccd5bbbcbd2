import { Duration } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { ApiContext } from '../context/context.ts';
import { createLogGroup } from '../data/service-logs.ts';
import { CustomDomain } from './custom-domain.ts';

/**
 * One line per request, including those without a route and those that are throttled. Path, query
 * and headers are left out, because callers may put anything there. The function verifies the
 * token, so the caller's `sub` is unknown here: it is `principal` in the function's log line with
 * the same requestId.
 */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  sourceIp: '$context.identity.sourceIp',
  routeKey: '$context.routeKey',
  protocol: '$context.protocol',
  status: '$context.status',
  errorType: '$context.error.responseType',
  integrationStatus: '$context.integrationStatus',
  integrationError: '$context.integrationErrorMessage',
  integrationLatency: '$context.integrationLatency',
  responseLatency: '$context.responseLatency',
  responseLength: '$context.responseLength',
};

interface CustomerHttpApiProps {
  readonly context: ApiContext;
  readonly handler: IFunction;
  readonly customerManagedKey: IKey | undefined;
}

/** The HTTP API with its one route, throttled and logged. */
export class CustomerHttpApi extends Construct {
  readonly api: HttpApi;
  readonly stage: HttpStage;
  /** The base URL for callers. */
  readonly url: string;
  /** The target for the domain's DNS record, if the stack does not add the record itself. */
  readonly dnsTarget: string | undefined;

  constructor(
    scope: Construct,
    id: string,
    { context, handler, customerManagedKey }: CustomerHttpApiProps,
  ) {
    super(scope, id);
    const { corsOrigins, throttleRate, throttleBurst, stackName, domain } = context;
    const domainName = domain && new CustomDomain(this, 'Domain', domain).domainName;

    this.api = new HttpApi(this, 'Api', {
      apiName: stackName,
      createDefaultStage: false,
      // The default address would bypass mutual TLS.
      disableExecuteApiEndpoint: domain !== undefined,
      ...(corsOrigins.length > 0 && { corsPreflight: corsFor([...corsOrigins]) }),
    });
    const [route] = this.api.addRoutes({
      path: '/v1/customers/{customerId}',
      methods: [HttpMethod.PUT],
      integration: new HttpLambdaIntegration('UpdateCustomer', handler),
    });
    if (route) {
      acknowledge(
        route,
        'The function itself verifies the token before anything else, so that refusals have the documented form (docs/api.md, section 5) and an outage of the issuer differs from a bad token.',
        ['AwsSolutions-APIG4'],
      );
    }

    this.stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      autoDeploy: true,
      ...(domainName && { domainMapping: { domainName } }),
      throttle: { rateLimit: throttleRate, burstLimit: throttleBurst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(
          createLogGroup(this, 'AccessLogs', context, customerManagedKey),
        ),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
    });
    this.url = domain ? `https://${domain.name}` : this.api.apiEndpoint;
    this.dnsTarget = domain?.hostedZone ? undefined : domainName?.regionalDomainName;
  }
}

function corsFor(allowOrigins: string[]) {
  return {
    allowOrigins,
    allowMethods: [CorsHttpMethod.PUT],
    allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'if-match'],
    exposeHeaders: [
      'etag',
      'retry-after',
      'www-authenticate',
      'x-amzn-remapped-www-authenticate',
      'x-request-id',
    ],
    maxAge: Duration.hours(1),
  };
}
