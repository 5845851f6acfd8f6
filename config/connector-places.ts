import { basename } from "node:path";
import { isMapping } from "./path";
import type { Place } from "./problem";
import { SharedFiles, type Layer } from "./shared-files";
import { StackFile } from "./stack-file";
import { sealedSource } from "./stack-file-source";

/** Where a connector of Dex is written. */
export interface ConnectorPlace extends Place {
  /** Its path, such as `dex.connectors[0]`. */
  readonly path: string;
  readonly file: string;
}

/** Where the connectors of a stack's config are written, by the ids that Dex knows them by. */
export function connectorPlaces(
  project: string,
  projectDirectory: string,
  stackFile: string,
): Map<string, ConnectorPlace> {
  const { source } = sealedSource(project, projectDirectory, stackFile);
  const own = StackFile.read(stackFile, project);
  const layers: Layer[] = [
    ...new SharedFiles(source, own.value("extends")).layers,
    { data: { dex: own.value("dex") }, lineOf: (path) => own.lineOf(path) },
  ];
  // Lists replace, so one file has all of them.
  const layer = layers.findLast(({ data }) => connectorsIn(data) !== undefined);
  const found = connectorsIn(layer?.data) ?? [];
  return new Map(
    found.flatMap((connector, index) => {
      const id = isMapping(connector) && (connector.id ?? connector.preset ?? connector.type);
      if (typeof id !== "string") return [];
      const place = {
        path: `dex.connectors[${index}]`,
        file: layer?.file ?? basename(stackFile),
        line: layer?.lineOf(["dex", "connectors", index]),
      };
      return [[id, place]];
    }),
  );
}

function connectorsIn(config: unknown): readonly unknown[] | undefined {
  const dex = isMapping(config) ? config.dex : undefined;
  const connectors = isMapping(dex) ? dex.connectors : undefined;
  return Array.isArray(connectors) ? connectors : undefined;
}
