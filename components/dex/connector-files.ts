import type { types } from "@pulumi/kubernetes";
import type { Input } from "@pulumi/pulumi";
import type { DexConnectorArgs } from "../args/connectors";
import { mounted, noVolume, type MountedVolume } from "../kubernetes/mounted-volume";

const folder = "/etc/dex-connectors";

interface ConnectorFile {
  /** Position of the connector. */
  readonly connector: number;
  readonly setting: string;
  /** Name of the file, and its key in Dex's own Secret. */
  readonly name: string;
  readonly path: string;
  readonly content: Input<string> | undefined;
  readonly secretRef: { readonly name: Input<string>; readonly key: Input<string> } | undefined;
}

/** The files that connectors read, in their order. */
export function connectorFiles(connectors: readonly DexConnectorArgs[]): ConnectorFile[] {
  return connectors.flatMap(({ files = [] }, connector) =>
    files.map(({ setting, content, secretRef }, position) => {
      const name = `connector-${connector}-${position}-${setting}`;
      return { connector, setting, name, path: `${folder}/${name}`, content, secretRef };
    }),
  );
}

/** The contents of the files that have one, by their keys in Dex's own Secret. */
export function fileContents(files: readonly ConnectorFile[]): Record<string, Input<string>> {
  return Object.fromEntries(
    files.flatMap(({ name, content }) => (content === undefined ? [] : [[name, content]])),
  );
}

/** One volume with all of the files, from Dex's own Secret and from those that exist. */
export function connectorVolume(
  files: readonly ConnectorFile[],
  ownSecret: Input<string>,
): MountedVolume {
  if (files.length === 0) return noVolume;
  const sources = files.map(({ name, secretRef }): types.input.core.v1.VolumeProjection => ({
    secret: {
      name: secretRef?.name ?? ownSecret,
      items: [{ key: secretRef?.key ?? name, path: name }],
    },
  }));
  return mounted("connectors", folder, { projected: { sources } });
}
