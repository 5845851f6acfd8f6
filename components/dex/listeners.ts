import type { types } from "@pulumi/kubernetes";
import { output, type Output } from "@pulumi/pulumi";
import {
  certificateFolder,
  listenerSections,
  type DexGrpc,
  type DexTelemetry,
  type DexWeb,
} from "../../dex/listeners";
import { dexPorts } from "../../facts/services";
import type { DexDocumentArgs } from "../args/dex-document";
import { mounted, noVolume, type MountedVolume } from "../kubernetes/mounted-volume";
import type { WorkloadPort } from "../kubernetes/service";

/** Dex's listeners as its document has them; nothing of one that is off. */
export function listenerSettings({ web, telemetry, grpc }: DexDocumentArgs): Output<{
  web?: DexWeb;
  telemetry?: DexTelemetry;
  grpc?: DexGrpc;
}> {
  return output({ web, telemetry, grpc }).apply(listenerSections);
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
  return sources.length === 0
    ? noVolume
    : mounted("tls", certificateFolder, { projected: { sources } });
}

type DexSecretName = NonNullable<DexDocumentArgs["grpc"]>["secretName"];
