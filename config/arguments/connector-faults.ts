import * as z from "zod";
import { withFile } from "../../dex/connectors/settings";
import { connectorDefinitions, connectorTypes, isConnectorType } from "../../dex/connectors/types";
import { documentKeys, withoutKeys } from "../../dex/document-keys";
import { describeChoice } from "../../messages/value-words";
import { codeCommands } from "../commands";
import { formatFindings } from "../connector-fields";
import { describeIssue } from "../describe-issue";
import { isMapping, isWithin, valueAt, type Mapping, type Path } from "../path";
import type { Finding } from "../problem";
import { inner, schemaAt } from "../schema-walk";
import type { ComponentName } from "./component-schemas";
import { laterPaths } from "./known-values";

/** Where a component takes connectors; nothing where it takes none. */
export function connectorsPath(component: ComponentName): Path | undefined {
  if (component === "ControlPlane") return ["dex", "connectors"];
  return component === "DexProvider" ? ["connectors"] : undefined;
}

/** What is wrong with the connectors in a component's arguments by the settings of their types. */
export function connectorFaults(component: ComponentName, args: unknown): Finding[] {
  const path = connectorsPath(component);
  const connectors = path === undefined ? undefined : valueAt(args, path);
  if (path === undefined || !Array.isArray(connectors)) return [];
  const passesUnknown = valueAt(args, [...path.slice(0, -1), "allowUnknownKeys"]) === true;
  return connectors.flatMap((connector: unknown, index) =>
    isMapping(connector) ? faultsOf(connector, [...path, index], passesUnknown) : [],
  );
}

function faultsOf(connector: Mapping, at: Path, passesUnknown: boolean): Finding[] {
  const { type, config } = connector;
  // What has no or another type is told by the schema of the arguments.
  if (typeof type !== "string") return [];
  if (!isConnectorType(type)) {
    return [{ path: [...at, "type"], message: describeChoice(connectorTypes, type) }];
  }
  if (!isMapping(config)) return [];
  const { settings } = connectorDefinitions[type];
  const schema = z.object({ config: settings });
  const unknown = passesUnknown
    ? documentKeys(settings, config).filter(({ isKnown }) => !isKnown)
    : [];
  const known = withoutKeys(
    config,
    unknown.map(({ path }) => path),
  );
  const input = { config: withFiles(type, known, connector.files) };
  const later = laterPaths(input);
  const issues = schema.safeParse(input).error?.issues ?? [];
  return [
    ...issues.flatMap((issue) => describeIssue(codeCommands, schema, input, issue)),
    ...formatFindings(schema, input),
  ]
    .filter(({ path }) => !later.some((each) => isWithin(path, each)))
    .map(({ path, message }) => ({ path: [...at, ...path], message }));
}

/** A connector with its files where Dex expects their paths, as the rules of the stack config see it. */
export function withFilesInPlace(connector: unknown): unknown {
  if (!isMapping(connector) || !isMapping(connector.config)) return connector;
  const { type, config, files } = connector;
  return { ...connector, config: withFiles(String(type), config, files) };
}

function withFiles(type: string, config: Mapping, files: unknown): Mapping {
  const given: unknown[] = Array.isArray(files) ? files : [];
  return given.reduce<Mapping>((settings, file) => {
    const setting = isMapping(file) ? file.setting : undefined;
    return typeof setting === "string" ? withFile(type, settings, setting, "/file") : settings;
  }, config);
}

/**
 * Whether a value that is known later is a text in a connector's settings: the rules need to know
 * that there is one, and not which.
 */
export function isLaterText(component: ComponentName, args: unknown, path: Path): boolean {
  const at = connectorsPath(component);
  if (at === undefined || !isWithin(path, at)) return false;
  const [index = "", key, ...setting] = path.slice(at.length);
  const connector = valueAt(args, [...at, index]);
  if (key !== "config" || setting.length === 0 || !isMapping(connector)) return false;
  if (!isConnectorType(connector.type)) return false;
  const { settings } = connectorDefinitions[connector.type];
  const found = schemaAt(settings, setting, connector.config);
  return found !== undefined && inner(found) instanceof z.ZodString;
}
