import { presets, isPresetName } from "../dex/connectors/presets";
import { connectorDefinitions, isConnectorType } from "../dex/connectors/types";
import { documentKeys, type DocumentKey } from "../dex/document-keys";
import { dexDocumentSchema } from "../dex/document-schema";
import { withoutRemovals } from "../dex/merge";
import { suggest } from "../messages/did-you-mean";
import { isMapping, valueAt, type Path } from "./path";
import type { Finding } from "./problem";

/** Whether the config passes on to Dex what no known Dex reads. */
export function allowsUnknownKeys(config: unknown): boolean {
  return valueAt(config, ["dex", "allowUnknownKeys"]) === true;
}

/** Paths of the connectors' settings that no known Dex reads. */
export function unknownConnectorSettings(config: unknown): Path[] {
  return connectorKeys(config).map(({ path }) => path);
}

/** A warning about each key that is passed on to Dex without being known. */
export function unknownKeyWarnings(config: unknown): Finding[] {
  if (!allowsUnknownKeys(config)) return [];
  const path: Path = ["dex", "configOverrides"];
  const overrides = unknownIn(
    documentKeys(dexDocumentSchema, withoutRemovals(valueAt(config, path))),
    path,
  );
  return [...connectorKeys(config), ...overrides].map((key) => ({
    path: key.path,
    message: `is not a key of any known release of Dex. Dex ignores it unless the image knows it.${suggest(String(key.path.at(-1)), key.known)}`,
  }));
}

type KeyAt = Pick<DocumentKey, "path" | "known">;

function connectorKeys(config: unknown): KeyAt[] {
  const connectors = valueAt(config, ["dex", "connectors"]);
  if (!Array.isArray(connectors)) return [];
  return connectors.flatMap((connector: unknown, index) => {
    if (!isMapping(connector)) return [];
    const { preset } = connector;
    const type = isPresetName(preset) ? presets[preset].type : connector.type;
    if (!isConnectorType(type)) return [];
    const keys = documentKeys(connectorDefinitions[type].settings, connector.config);
    return unknownIn(keys, ["dex", "connectors", index, "config"]);
  });
}

function unknownIn(keys: readonly DocumentKey[], at: Path): KeyAt[] {
  return keys
    .filter(({ isKnown }) => !isKnown)
    .map(({ path, known }) => ({ path: [...at, ...path], known }));
}
