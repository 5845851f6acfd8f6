import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { gatewayTlsDefaults } from "../../facts/defaults";
import type { GatewayTlsArgs } from "../args/gateway";
import { awaitAnnotation } from "../kubernetes/await";
import { nameOperator, operatorLimit } from "../kubernetes/operator-wait";
import { labels, type Identity } from "../kubernetes/labels";
import { distinctTexts } from "../kubernetes/texts";
import { createCertificate } from "./self-signed";

const certManager = {
  name: "cert-manager",
  command: "kubectl get pods -A -l app.kubernetes.io/instance=cert-manager",
};

/** What the certificate of a Gateway depends on. */
export interface GatewayCertificateSpec {
  readonly identity: Identity;
  readonly namespace: pulumi.Input<string>;
  readonly gatewayNamespace: pulumi.Input<string> | undefined;
  readonly tls: GatewayTlsArgs;
  readonly hosts: pulumi.Input<string>[];
  readonly wait: boolean;
  readonly generation: number;
}

/**
 * One certificate for all hosts, in a Secret of a fixed name that the Gateway's listener refers to,
 * and the leave to do so from another namespace. Gives the PEM of the self-signed authority.
 */
export function createGatewayCertificate(
  parent: pulumi.ComponentResource,
  name: string,
  spec: GatewayCertificateSpec,
): pulumi.Output<string> {
  checkTls(parent, spec.tls);
  const secretName = spec.tls.secretName ?? `${name}-tls`;
  if (spec.gatewayNamespace !== undefined) {
    allowGateway(parent, name, spec, secretName, spec.gatewayNamespace);
  }
  if (spec.tls.mode === "self-signed") return selfSigned(parent, name, spec, secretName);
  const made = new k8s.apiextensions.CustomResource(
    `${name}-certificate`,
    {
      apiVersion: "cert-manager.io/v1",
      kind: "Certificate",
      metadata: {
        name,
        namespace: spec.namespace,
        labels: labels(spec.identity),
        annotations: awaitAnnotation(spec.wait, "condition=Ready"),
      },
      spec: {
        secretName,
        dnsNames: distinctTexts(spec.hosts),
        issuerRef: {
          group: "cert-manager.io",
          kind: spec.tls.issuerKind ?? gatewayTlsDefaults.issuerKind,
          name: spec.tls.issuer ?? "",
        },
        privateKey: { algorithm: "ECDSA", size: 256, rotationPolicy: "Always" },
      },
    },
    { parent, ...operatorLimit(spec.wait) },
  );
  if (spec.wait) nameOperator(made, `${name}-certificate`, spec.namespace, certManager);
  return pulumi.output("");
}

function checkTls(parent: pulumi.ComponentResource, { mode, issuer }: GatewayTlsArgs): void {
  if (mode !== "cert-manager" && mode !== "self-signed") {
    throw new pulumi.ResourceError(
      `tls.mode must be listener, cert-manager or self-signed, not ${mode}`,
      parent,
      true,
    );
  }
  if (mode === "cert-manager" && issuer === undefined) {
    throw new pulumi.ResourceError("tls.issuer is required with cert-manager", parent, true);
  }
}

function selfSigned(
  parent: pulumi.ComponentResource,
  name: string,
  { identity, namespace, hosts, generation }: GatewayCertificateSpec,
  secretName: pulumi.Input<string>,
): pulumi.Output<string> {
  const made = createCertificate(parent, name, { hosts, generation });
  // Of a fixed name, unlike what pods read: the listener that names it is not ours to change.
  new k8s.core.v1.Secret(
    `${name}-tls`,
    {
      metadata: { name: secretName, namespace, labels: labels(identity) },
      type: "kubernetes.io/tls",
      stringData: pulumi.secret({
        "tls.crt": made.certificatePem,
        "tls.key": made.privateKeyPem,
        "ca.crt": made.caPem,
      }),
    },
    { parent },
  );
  return made.caPem;
}

/** Without a grant, a Gateway may name Secrets of its own namespace only. */
function allowGateway(
  parent: pulumi.ComponentResource,
  name: string,
  spec: GatewayCertificateSpec,
  secretName: pulumi.Input<string>,
  namespace: pulumi.Input<string>,
): void {
  const group = "gateway.networking.k8s.io";
  new k8s.apiextensions.CustomResource(
    `${name}-grant`,
    {
      // The version that every release of the Gateway API serves.
      apiVersion: `${group}/v1beta1`,
      kind: "ReferenceGrant",
      metadata: { name, namespace: spec.namespace, labels: labels(spec.identity) },
      spec: {
        from: [{ group, kind: "Gateway", namespace }],
        to: [{ group: "", kind: "Secret", name: secretName }],
      },
    },
    { parent },
  );
}
