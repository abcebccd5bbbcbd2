import { beforeAll, describe, expect, it } from 'vitest';
import { faults } from './support/context-faults.ts';
import {
  DOMAIN,
  ISSUER,
  MUTUAL_TLS,
  type StackTemplate,
  templateOf,
  ZONE,
} from './support/template.ts';

const [bucket, key] = ['bank-truststore', 'customers/truststore.pem'];

describe('a domain', { timeout: 60_000 }, () => {
  it('of its own is where the API is, and only there', () => {
    const stack = templateOf({ ...ISSUER, ...DOMAIN });
    const [id, domain] = domainOf(stack);

    expect(domain).toEqual({
      DomainName: DOMAIN.domainName,
      DomainNameConfigurations: [
        {
          CertificateArn: DOMAIN.certificateArn,
          EndpointType: 'REGIONAL',
          SecurityPolicy: 'TLS_1_2',
        },
      ],
      Tags: expect.anything(),
    });
    expect(stack.ofType('AWS::ApiGatewayV2::Api')).toEqual([
      expect.objectContaining({ DisableExecuteApiEndpoint: true }),
    ]);
    expect(stack.ofType('AWS::ApiGatewayV2::ApiMapping')).toEqual([
      { ApiId: expect.anything(), DomainName: { Ref: id }, Stage: '$default' },
    ]);
    expect(stack.outputs.ApiUrl?.Value).toBe('https://api.example.com');
    expect(stack.outputs.DnsTarget?.Value).toEqual({
      'Fn::GetAtt': [id, 'RegionalDomainName'],
    });
    expect(stack.ofType('AWS::Route53::RecordSet')).toEqual([]);
  });

  it('takes client certificates of a truststore, in a version where one is given', () => {
    const versions = [undefined, 'abc.123'].map((truststoreVersion) => {
      const { truststoreUri } = MUTUAL_TLS;
      const context = { ...ISSUER, ...DOMAIN, truststoreUri };
      return domainOf(
        templateOf({ ...context, ...(truststoreVersion && { truststoreVersion }) }),
      )[1];
    });
    expect(versions).toMatchObject([
      { MutualTlsAuthentication: { TruststoreUri: `s3://${bucket}/${key}` } },
      {
        MutualTlsAuthentication: {
          TruststoreUri: `s3://${bucket}/${key}`,
          TruststoreVersion: 'abc.123',
        },
      },
    ]);
    expect(versions[0]?.MutualTlsAuthentication).not.toHaveProperty('TruststoreVersion');
  });

  it('gets its record in the zone, and no DnsTarget output', () => {
    const stack = templateOf({ ...ISSUER, ...DOMAIN, ...ZONE });
    const [id] = domainOf(stack);

    expect(stack.ofType('AWS::Route53::RecordSet')).toEqual([
      {
        Name: 'api.example.com.',
        Type: 'A',
        HostedZoneId: ZONE.hostedZoneId,
        AliasTarget: {
          DNSName: { 'Fn::GetAtt': [id, 'RegionalDomainName'] },
          HostedZoneId: { 'Fn::GetAtt': [id, 'RegionalHostedZoneId'] },
        },
      },
    ]);
    expect(stack.outputs).not.toHaveProperty('DnsTarget');
  });

  it('may demand that tokens are bound to a client certificate', () => {
    const stack = templateOf({ ...ISSUER, ...DOMAIN, ...MUTUAL_TLS });
    const [{ Environment }] = stack.ofType('AWS::Lambda::Function');
    expect(Environment.Variables).toHaveProperty('SENDER_CONSTRAINED', 'required');
  });
});

describe('without a domain', () => {
  let stack: StackTemplate;
  beforeAll(() => {
    stack = templateOf(ISSUER);
  }, 60_000);

  it('the API is at the address that API Gateway gives it', () => {
    expect(stack.ofType('AWS::ApiGatewayV2::DomainName')).toEqual([]);
    expect(stack.ofType('AWS::ApiGatewayV2::Api')[0].DisableExecuteApiEndpoint).toBeFalsy();
    expect(stack.outputs).not.toHaveProperty('DnsTarget');
    const [{ Environment }] = stack.ofType('AWS::Lambda::Function');
    expect(Environment.Variables).not.toHaveProperty('SENDER_CONSTRAINED');
  });
});

describe('context of a domain', () => {
  const ALL = { ...ISSUER, ...DOMAIN, ...MUTUAL_TLS, ...ZONE };

  it('is complete', () => {
    expect(faults(ALL)).toBe('');
    expect(faults({ ...ALL, domainName: 'example.com' })).toBe('');
  });

  it.each([
    ['domainName', 'certificateArn'],
    ['certificateArn', 'domainName'],
    ['truststoreUri', 'domainName'],
    ['truststoreVersion', 'truststoreUri'],
    ['hostedZoneId', 'hostedZoneName'],
    ['hostedZoneName', 'hostedZoneId'],
    ['senderConstrained', 'truststoreUri'],
  ])('has for %s also %s', (name, other) => {
    expect(faults({ ...ALL, [other]: undefined })).toContain(
      `${name} is of no use without ${other}. Leave it out, or pass -c ${other} as well.`,
    );
  });

  it('has the domain in its zone', () => {
    for (const domainName of ['api.example.org', 'apiexample.com']) {
      expect(faults({ ...ALL, domainName })).toContain(
        'domainName is not in hostedZoneName, example.com.',
      );
    }
  });

  it('demands no bound tokens of a user pool, which has none', () => {
    const { issuer: _issuer, audience: _audience, ...withPool } = ALL;
    expect(faults(withPool)).toContain("senderConstrained is in none of the user pool's tokens.");
  });

  it.each([
    ['domainName', 'API.example.com'],
    ['domainName', 'localhost'],
    ['domainName', '*.example.com'],
    ['domainName', 'https://api.example.com'],
    ['domainName', 'api.example.com.'],
    ['domainName', '-api.example.com'],
    ['certificateArn', 'arn:aws:acm:eu-central-1:111122223333:key/x'],
    ['certificateArn', 'nothing'],
    ['truststoreUri', 'https://bucket.s3.amazonaws.com/x.pem'],
    ['truststoreUri', 's3://bucket'],
    ['truststoreUri', 's3://bucket/'],
    ['truststoreUri', 's3:///x.pem'],
    ['truststoreVersion', 'a b'],
    ['hostedZoneId', 'example.com'],
    ['hostedZoneName', 'com'],
    ['senderConstrained', 'true'],
  ])('refuses for %s the value %j', (name, value) => {
    expect(faults({ ...ALL, [name]: value })).toContain(`${name} is malformed.`);
  });
});

function domainOf(stack: StackTemplate) {
  const [entry] = Object.entries(stack.resources).filter(
    ([, { Type }]) => Type === 'AWS::ApiGatewayV2::DomainName',
  );
  if (!entry) throw new Error('The stack has no domain.');
  return [entry[0], entry[1].Properties] as const;
}
