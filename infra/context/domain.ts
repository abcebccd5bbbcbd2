import type { KeyName, Report, Values } from './context-keys.ts';

/** The API's own domain. */
export interface Domain {
  readonly name: string;
  readonly certificateArn: string;
  /** The authorities whose client certificates are accepted; undefined without mutual TLS. */
  readonly truststore: Truststore | undefined;
  /** The zone to add the domain's record to; undefined if the stack adds none. */
  readonly hostedZone: { readonly id: string; readonly name: string } | undefined;
}

/** An S3 object with certificates in PEM. */
interface Truststore {
  readonly bucket: string;
  readonly key: string;
  readonly version: string | undefined;
}

/** Keys that require another key. */
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

/** The requested domain; reports keys that do not fit together. */
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
