import { DEFAULT_SCOPE, SCOPE } from '../../lambda/config.ts';
import {
  count,
  isCertificateArn,
  isHostname,
  isIdOf,
  isKeyArn,
  isObjectUri,
  isOrigin,
  isRegion,
  isSafeUrl,
  isWord,
  type Key,
  list,
  oneOf,
  text,
} from './context-values.ts';
import { STAGES } from './stages.ts';

/** Every key of the context that the stack reads. */
export const KEYS = {
  stage: oneOf(STAGES, 'what the stack is for'),
  stackName: text('the name of the stack in CloudFormation', 'CustomerApi', (value) =>
    /^[a-zA-Z][a-zA-Z0-9-]{0,63}$/.test(value),
  ),
  identity: oneOf(['cognito', 'existing'], 'where tokens come from'),
  issuer: text(
    'the exact iss of the tokens, an https: URL (or http: on a loopback address)',
    'https://…',
    isSafeUrl,
  ),
  audience: list('accepted audiences, of which a token needs one', '…', isWord),
  jwksUri: text(
    "where the issuer's keys are, an https: URL (or http: on a loopback address)",
    'https://…',
    isSafeUrl,
  ),
  audienceClaim: oneOf(['aud', 'client_id'], 'the claim with the audience'),
  requiredScope: text('one OAuth scope', DEFAULT_SCOPE, (value) => SCOPE.test(value)),
  scopeClaim: text('the claim with the scopes, without spaces', 'roles', isWord),
  tenantClaim: text('the claim with the tenant, without spaces', 'tenant', isWord),
  domainName: text("the API's own domain, in lower case", 'api.example.com', isHostname),
  certificateArn: text(
    "the domain's certificate in ACM, in the stack's region",
    'arn:aws:acm:eu-central-1:111122223333:certificate/…',
    isCertificateArn,
  ),
  truststoreUri: text(
    'the authorities whose client certificates are accepted, a PEM object in S3; turns mutual TLS on',
    's3://bucket/truststore.pem',
    isObjectUri,
  ),
  truststoreVersion: text('the version of that object', '…', isWord),
  hostedZoneId: text("the domain's zone in Route 53", 'Z0123456789ABCDEFGHIJ', (value) =>
    /^Z[A-Z0-9]{1,31}$/.test(value),
  ),
  hostedZoneName: text('the name of that zone', 'example.com', isHostname),
  senderConstrained: oneOf(['required'], 'whether tokens must be bound to a client certificate'),
  corsOrigins: list(
    'origins whose browser scripts may call the API',
    'https://app.example',
    isOrigin,
  ),
  throttleRate: count('requests per second', 100),
  throttleBurst: count('requests in a burst', 200),
  reservedConcurrency: count('maximum concurrent executions of the function', 100),
  provisionedConcurrency: count('executions of the function that are kept warm', 5),
  replicaRegions: list('other regions to replicate the table to', 'eu-west-1,eu-west-2', isRegion),
  replicaConsistency: oneOf(['eventual', 'strong'], 'how replicas agree'),
  replicaKeyArns: list(
    'the KMS key for each of replicaRegions, in their order',
    'arn:aws:kms:eu-west-1:111122223333:key/…',
    isKeyArn,
  ),
  vpcId: text('the VPC that the functions run in', 'vpc-0123456789abcdef0', isIdOf('vpc')),
  subnetIds: list(
    'subnets of vpcId',
    'subnet-0123456789abcdef0,subnet-0123456789abcdef1',
    isIdOf('subnet'),
  ),
  securityGroupIds: list(
    'security groups of vpcId, instead of one for each function',
    'sg-0123456789abcdef0',
    isIdOf('sg'),
  ),
  alarmEmail: text('the address that alarms are sent to', 'team@example.com', (value) =>
    /^[^\s@,]+@[^\s@,]+$/.test(value),
  ),
  changeEvents: oneOf(['off', 'on'], 'whether changes of customers are announced on an event bus'),
  eventArchiveDays: count('days to keep announced changes for a replay', 30),
  // The levels of the function that differ in what it writes and still log every fault.
  logLevel: oneOf(['INFO', 'WARN', 'ERROR'], 'the lowest level that the function logs'),
} satisfies Readonly<Record<string, Key<unknown>>>;

export type KeyName = keyof typeof KEYS;

type ValueOf<K> = K extends Key<infer T> ? T : never;

/** The values that were passed, by key. */
export type Values = { readonly [K in KeyName]?: ValueOf<(typeof KEYS)[K]> };

/** Called with what is wrong with a key, and the remedy if it is not to pass a valid value. */
export type Report = (name: KeyName, what: string, remedy?: string) => void;
