import type { KeyName, Report, Values } from './context-keys.ts';

/** The API's own domain. */
export interface Domain {
  readonly name: string;
  readonly certificateArn: string;
  /** The authorities whose client certificates are taken; undefined without mutual TLS. */
  readonly truststore: Truststore | undefined;
  /** Where the stack adds the domain's record; undefined leaves that to others. */
  readonly hostedZone: { readonly id: string; readonly name: string } | undefined;
}

/** An object of S3 with certificates in PEM. */
interface Truststore {
  readonly bucket: string;
  readonly key: string;
  readonly version: string | undefined;
}

/** What needs another key beside it. */
const NEEDS: readonly (readonly [KeyName, KeyName])[] = [
  ['domainName', 'certificateArn'],
  ['certificateArn', 'domainName'],
  ['truststoreUri', 'domainName'],
  ['truststoreVersion', 'truststoreUri'],
  ['hostedZoneId', 'domainName'],
  ['hostedZoneId', 'hostedZoneName'],
  ['hostedZoneName', 'hostedZoneId'],
  ['senderConstrained', 'truststoreUri'],
];

/** The domain asked for; reports what does not belong together. */
export function toDomain(given: Values, report: Report): Domain | undefined {
  for (const [name, other] of NEEDS) {
    if (given[name] !== undefined && given[other] === undefined) {
      report(name, `of no use without ${other}`, `Leave it out, or pass -c ${other} as well.`);
    }
  }
  const { domainName: name, certificateArn, truststoreUri, truststoreVersion } = given;
  const { hostedZoneId, hostedZoneName } = given;
  if (name === undefined || certificateArn === undefined) return undefined;
  if (hostedZoneName !== undefined && !`.${name}`.endsWith(`.${hostedZoneName}`)) {
    report('domainName', `not in hostedZoneName, ${hostedZoneName}`);
  }
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(truststoreUri ?? '') ?? [];
  return {
    name,
    certificateArn,
    truststore: bucket && key ? { bucket, key, version: truststoreVersion } : undefined,
    hostedZone:
      hostedZoneId && hostedZoneName ? { id: hostedZoneId, name: hostedZoneName } : undefined,
  };
}
