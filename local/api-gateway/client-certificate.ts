import type { X509Certificate } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

type Authentication = NonNullable<APIGatewayProxyEventV2['requestContext']['authentication']>;

/**
 * What API Gateway's events contain of the verified client certificate.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function toAuthentication(certificate: X509Certificate): Authentication {
  const { subject, issuer, serialNumber, validFrom, validTo } = certificate;
  return {
    clientCert: {
      clientCertPem: certificate.toString(),
      subjectDN: toDistinguishedName(subject),
      issuerDN: toDistinguishedName(issuer),
      serialNumber: serialNumber.toLowerCase().replace(/(..)(?=.)/g, '$1:'),
      validity: { notBefore: validFrom, notAfter: validTo },
    },
  };
}

/** Node.js lists the parts in lines, the most general one first. */
function toDistinguishedName(lines: string): string {
  return lines.split('\n').reverse().join(',');
}
