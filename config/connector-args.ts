import type { DexConnectorArgs, DexConnectorFileArgs } from "../components/args/connectors";
import { presets, type PresetName } from "../dex/connectors/presets";
import { fileSettings } from "../dex/connectors/settings";
import type { ConnectorType } from "../dex/connectors/types";
import { merge } from "../yaml/merge";
import { withoutKeys } from "../dex/document-keys";
import { isMapping, valueAt, type Mapping } from "./path";

/** A connector of the stack config, by its type or by the name of its provider. */
export type ConnectorConfig = {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly config?: unknown;
  readonly grantTypes?: readonly string[] | undefined;
} & ({ readonly type: ConnectorType } | { readonly preset: PresetName });

/** A connector of Dex. */
export interface ExpandedConnector {
  readonly type: ConnectorType;
  readonly id: string;
  readonly name: string;
  /** Its settings, with certificates, keys and references to Secrets where Dex expects paths. */
  readonly config: Mapping;
  readonly grantTypes?: string[];
}

/** The connector that Dex gets: a preset becomes the connector that it stands for. */
export function expandConnector(connector: ConnectorConfig): ExpandedConnector {
  const config = isMapping(connector.config) ? connector.config : {};
  const grants =
    connector.grantTypes === undefined ? {} : { grantTypes: [...connector.grantTypes] };
  if ("type" in connector) {
    const { type, id = type, name = type } = connector;
    return { type, id, name, config, ...grants };
  }
  const { preset, id = preset, name, config: _further, grantTypes: _grants, ...values } = connector;
  const { type, title, expand } = presets[preset];
  const merged = merge(withoutReplaced(expand(values), config), config);
  return { type, id, name: name ?? title, config: isMapping(merged) ? merged : {}, ...grants };
}

/** A preset's settings without what a further setting replaces. */
function withoutReplaced(own: Mapping, further: Mapping): Mapping {
  if (valueAt(further, ["userSearch", "emailSuffix"]) === undefined) return own;
  return withoutKeys(own, [["userSearch", "emailAttr"]]);
}

/** The connectors of a stack's config as arguments of the component. */
export function toConnectorArguments(connectors: unknown): DexConnectorArgs[] {
  // The schema has let nothing else through.
  return (connectors as ConnectorConfig[]).map(toConnectorArgs);
}

/** The connector as an argument of the component, with its files separated. */
function toConnectorArgs(connector: ConnectorConfig): DexConnectorArgs {
  const { config, ...others } = expandConnector(connector);
  const files = fileSettings(others.type).flatMap(({ name, list }) => {
    const value = config[name];
    const values: unknown[] = list && Array.isArray(value) ? value : [value];
    return values.filter((each) => each !== undefined).map((each) => toFile(name, each));
  });
  const names = new Set(files.map(({ setting }) => setting));
  const settings = Object.entries(config).filter(([name]) => !names.has(name));
  return {
    ...others,
    config: Object.fromEntries(settings),
    ...(files.length === 0 ? {} : { files }),
  };
}

/** The schema leaves two forms: `{secretRef}`, or the content, which is an input if it's secret. */
function toFile(setting: string, value: unknown): DexConnectorFileArgs {
  return isMapping(value) && "secretRef" in value
    ? { setting, secretRef: value.secretRef as NonNullable<DexConnectorFileArgs["secretRef"]> }
    : { setting, content: value as NonNullable<DexConnectorFileArgs["content"]> };
}
