import * as pulumi from "@pulumi/pulumi";
import * as tls from "@pulumi/tls";

/** Ten years; the authority is for tests, and nothing renews it. */
const caHours = 10 * 365 * 24;

/** A certificate signed by an authority made along with it. */
export interface SelfSignedCertificate {
  readonly caPem: pulumi.Output<string>;
  readonly certificatePem: pulumi.Output<string>;
  readonly privateKeyPem: pulumi.Output<string>;
}

/** One certificate for all hosts. Both keys are ECDSA P-256. */
export function createCertificate(
  parent: pulumi.ComponentResource,
  name: string,
  hosts: pulumi.Input<string>[],
): SelfSignedCertificate {
  const key = (role: string) =>
    new tls.PrivateKey(
      `${name}-${role}-key`,
      { algorithm: "ECDSA", ecdsaCurve: "P256" },
      { parent },
    ).privateKeyPem;

  const caKey = key("ca");
  const ca = new tls.SelfSignedCert(
    `${name}-ca`,
    {
      privateKeyPem: caKey,
      subject: { commonName: `${name} test authority` },
      isCaCertificate: true,
      validityPeriodHours: caHours,
      allowedUses: ["cert_signing", "crl_signing"],
    },
    { parent },
  );
  const serverKey = key("server");
  const request = new tls.CertRequest(
    `${name}-request`,
    { privateKeyPem: serverKey, subject: { commonName: name }, dnsNames: hosts },
    { parent },
  );
  const certificate = new tls.LocallySignedCert(
    `${name}-certificate`,
    {
      certRequestPem: request.certRequestPem,
      caPrivateKeyPem: caKey,
      caCertPem: ca.certPem,
      validityPeriodHours: caHours,
      allowedUses: ["digital_signature", "key_encipherment", "server_auth"],
    },
    { parent },
  );
  return {
    caPem: ca.certPem,
    certificatePem: pulumi.interpolate`${certificate.certPem}${ca.certPem}`,
    privateKeyPem: serverKey,
  };
}
