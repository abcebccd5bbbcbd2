import { DomainName, SecurityPolicy } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { ApiGatewayv2DomainProperties } from 'aws-cdk-lib/aws-route53-targets';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Domain } from '../context/domain.ts';

/** The API's own domain, optionally with mutual TLS and a DNS record. */
export class CustomDomain extends Construct {
  readonly domainName: DomainName;

  constructor(scope: Construct, id: string, domain: Domain) {
    super(scope, id);
    const { name, certificateArn, truststore, hostedZone } = domain;
    this.domainName = new DomainName(this, 'Domain', {
      domainName: name,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
      securityPolicy: SecurityPolicy.TLS_1_2,
      ...(truststore && {
        mtls: {
          bucket: Bucket.fromBucketName(this, 'Truststore', truststore.bucket),
          key: truststore.key,
          ...(truststore.version !== undefined && { version: truststore.version }),
        },
      }),
    });
    if (!hostedZone) return;
    const { regionalDomainName, regionalHostedZoneId } = this.domainName;
    new ARecord(this, 'Alias', {
      zone: HostedZone.fromHostedZoneAttributes(this, 'Zone', {
        hostedZoneId: hostedZone.id,
        zoneName: hostedZone.name,
      }),
      recordName: name,
      target: RecordTarget.fromAlias(
        new ApiGatewayv2DomainProperties(regionalDomainName, regionalHostedZoneId),
      ),
    });
  }
}
