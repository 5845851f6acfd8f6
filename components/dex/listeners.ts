import type { types } from "@pulumi/kubernetes";
import { output, type Output } from "@pulumi/pulumi";
import type { DexGrpc, DexTelemetry, DexWeb } from "../../dex/listeners";
import { dexPorts } from "../../facts/services";
import type { DexDocumentArgs } from "../args/dex-document";
import { mounted, noVolume, type MountedVolume } from "../kubernetes/mounted-volume";
import type { WorkloadPort } from "../kubernetes/service";

const folder = "/etc/dex-tls";

/** Dex's listeners as its document has them; nothing of one that is off. */
export function listenerSettings({ web, telemetry, grpc }: DexDocumentArgs): Output<{
  web?: DexWeb;
  telemetry?: DexTelemetry;
  grpc?: DexGrpc;
}> {
  return output({ web, telemetry, grpc }).apply((known) => ({
    web: known.web && webSection(known.web),
    telemetry: known.telemetry && telemetrySection(known.telemetry),
    grpc: known.grpc && grpcSection(known.grpc),
  }));
}

interface Https {
  readonly minVersion?: string;
  readonly maxVersion?: string;
}

interface Web {
  readonly allowedOrigins?: string[];
  readonly allowedHeaders?: string[];
  readonly headers?: {
    readonly contentSecurityPolicy?: string;
    readonly frameOptions?: string;
    readonly contentTypeOptions?: string;
    readonly xssProtection?: string;
    readonly strictTransportSecurity?: string;
  };
  readonly clientRemoteIp?: { readonly header: string; readonly trustedProxies: string[] };
  readonly https?: Https;
}

function webSection({ headers, clientRemoteIp, https, ...cors }: Web): DexWeb {
  return {
    ...cors,
    clientRemoteIP: clientRemoteIp,
    headers: headers && {
      "Content-Security-Policy": headers.contentSecurityPolicy,
      "X-Frame-Options": headers.frameOptions,
      "X-Content-Type-Options": headers.contentTypeOptions,
      "X-XSS-Protection": headers.xssProtection,
      "Strict-Transport-Security": headers.strictTransportSecurity,
    },
    ...(https === undefined
      ? {}
      : { https: `0.0.0.0:${dexPorts.https}`, ...certificate("https", https) }),
  };
}

function telemetrySection({ profiling }: { readonly profiling?: boolean }): DexTelemetry {
  return { enableProfiling: profiling };
}

function grpcSection({ reflection, ...tls }: Https & { readonly reflection?: boolean }): DexGrpc {
  return {
    addr: `0.0.0.0:${dexPorts.grpc}`,
    ...certificate("grpc", tls),
    tlsClientCA: `${folder}/grpc/ca.crt`,
    reflection,
  };
}

function certificate(name: string, { minVersion, maxVersion }: Https) {
  return {
    tlsCert: `${folder}/${name}/tls.crt`,
    tlsKey: `${folder}/${name}/tls.key`,
    tlsMinVersion: minVersion,
    tlsMaxVersion: maxVersion,
  };
}

/** The ports of the listeners that are on. */
export function listenerPorts({ web, grpc }: DexDocumentArgs): WorkloadPort[] {
  return [
    ...(web?.https === undefined
      ? []
      : [{ name: "https", port: dexPorts.https, appProtocol: "https" }]),
    ...(grpc === undefined ? [] : [{ name: "grpc", port: dexPorts.grpc, appProtocol: "grpc" }]),
  ];
}

/** The certificates of the listeners, from the Secrets that hold them. */
export function listenerVolume({ web, grpc }: DexDocumentArgs): MountedVolume {
  const pair = (name: string, secretName: DexSecretName): types.input.core.v1.VolumeProjection => ({
    secret: {
      name: secretName,
      items: ["tls.crt", "tls.key"].map((key) => ({ key, path: `${name}/${key}` })),
    },
  });
  const sources = [
    ...(web?.https === undefined ? [] : [pair("https", web.https.secretName)]),
    ...(grpc === undefined
      ? []
      : [
          pair("grpc", grpc.secretName),
          {
            secret: {
              name: grpc.clientCaSecret.name,
              items: [{ key: grpc.clientCaSecret.key, path: "grpc/ca.crt" }],
            },
          },
        ]),
  ];
  return sources.length === 0 ? noVolume : mounted("tls", folder, { projected: { sources } });
}

type DexSecretName = NonNullable<DexDocumentArgs["grpc"]>["secretName"];
