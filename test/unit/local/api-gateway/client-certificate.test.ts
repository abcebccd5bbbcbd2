import { X509Certificate } from 'node:crypto';
import { expect, it } from 'vitest';
import { toAuthentication } from '../../../../local/api-gateway/client-certificate.ts';
import { createAuthority, thumbprintOf } from '../../../../local/mtls/authority.ts';

it('is described as API Gateway describes it', async () => {
  const { cert } = await (await createAuthority()).issueClient('holder');
  const { clientCert } = toAuthentication(new X509Certificate(cert));
  expect(clientCert).toEqual({
    clientCertPem: expect.stringMatching(/^-----BEGIN CERTIFICATE-----\n[\w+/=\n]+-----END/),
    subjectDN: 'CN=holder',
    issuerDN: 'CN=local certificate authority',
    serialNumber: expect.stringMatching(/^[0-9a-f]{2}(:[0-9a-f]{2})+$/),
    validity: {
      notBefore: expect.stringMatching(/^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4} GMT$/),
      notAfter: expect.stringMatching(/^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4} GMT$/),
    },
  });
  expect(thumbprintOf(clientCert.clientCertPem)).toBe(thumbprintOf(cert));
});
