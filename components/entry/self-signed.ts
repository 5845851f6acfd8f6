import * as pulumi from "@pulumi/pulumi";
import * as tls from "@pulumi/tls";
import { DAY } from "../../messages/day";
import { distinctTexts } from "../kubernetes/texts";

/** Ten years, so that clients rarely have to trust a new authority. */
const caHours = 10 * 365 * 24;

/** The longest life of a server's certificate that Apple's systems accept. */
const certificateHours = 825 * 24;

/** How long before its end a certificate is warned of, in days. */
const warningDays = 30;

/** What is certified, and by the how manieth keys. */
export interface CertificateSpec {
  readonly hosts: pulumi.Input<string>[];
  /** A higher number makes new keys, and with them a new authority and certificate. */
  readonly generation: number;
}

/** A certificate signed by an authority made along with it. */
export interface SelfSignedCertificate {
  readonly caPem: pulumi.Output<string>;
  readonly certificatePem: pulumi.Output<string>;
  readonly privateKeyPem: pulumi.Output<string>;
}

/**
 * One certificate for all hosts. Both keys are ECDSA P-256. The provider renews nothing by itself,
 * so previews warn before a certificate expires.
 */
export function createCertificate(
  parent: pulumi.ComponentResource,
  name: string,
  { hosts, generation }: CertificateSpec,
): SelfSignedCertificate {
  const key = (role: string) =>
    new tls.PrivateKey(
      `${name}-${role}-key`,
      { algorithm: "ECDSA", ecdsaCurve: "P256" },
      { parent, replacementTrigger: generation },
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
    {
      privateKeyPem: serverKey,
      subject: { commonName: name },
      dnsNames: distinctTexts(hosts),
    },
    { parent },
  );
  const certificate = new tls.LocallySignedCert(
    `${name}-certificate`,
    {
      certRequestPem: request.certRequestPem,
      caPrivateKeyPem: caKey,
      caCertPem: ca.certPem,
      validityPeriodHours: certificateHours,
      allowedUses: ["digital_signature", "key_encipherment", "server_auth"],
    },
    { parent },
  );
  for (const { validityEndTime } of [ca, certificate]) {
    validityEndTime.apply((end) => {
      warnOfEnd(parent, end, generation);
    });
  }
  return {
    caPem: ca.certPem,
    certificatePem: pulumi.interpolate`${certificate.certPem}${ca.certPem}`,
    privateKeyPem: serverKey,
  };
}

function warnOfEnd(parent: pulumi.ComponentResource, end: string, generation: number): void {
  const notice = certificateNotice(end, generation, new Date());
  if (notice !== undefined) void pulumi.log.warn(notice, parent);
}

/**
 * What to say of a certificate that ends soon or has ended; nothing of others.
 *
 * @param end as RFC 3339 has it
 */
export function certificateNotice(end: string, generation: number, now: Date): string | undefined {
  const left = Date.parse(end) - now.getTime();
  if (Number.isNaN(left) || left > warningDays * DAY) return undefined;
  const day = end.slice(0, 10);
  const what = left <= 0 ? `expired on ${day}` : `expires on ${day}`;
  return `The self-signed certificate ${what}. Set secretGenerations.selfSigned to ${generation + 1} for new ones; clients must then trust the new authority.`;
}
