import { connectorDefinitions, isConnectorType } from "./connectors/types";
import type { DocumentPath } from "./document-keys";
import { isMap, type Plain } from "./merge";

/** Something wrong in a document of Dex. */
export interface DocumentProblem {
  readonly path: DocumentPath;
  readonly message: string;
}

/** What Dex would refuse, ignore or get wrong of a document's connectors, beyond their schemas. */
export function connectorProblems(connectors: Plain | undefined): DocumentProblem[] {
  if (!Array.isArray(connectors)) return [];
  const ids = new Set<Plain>();
  return connectors.flatMap((connector: Plain, index) => {
    if (!isMap(connector)) return [];
    const problems = settingProblems(connector.type, connector.config).map(
      ({ path, message }): DocumentProblem => ({
        path: ["connectors", index, "config", ...path],
        message,
      }),
    );
    const { id } = connector;
    if (id === undefined || !ids.has(id)) {
      if (id !== undefined) ids.add(id);
      return problems;
    }
    const message = "is the id of another connector. Give each a different one.";
    return [{ path: ["connectors", index, "id"], message }, ...problems];
  });
}

function settingProblems(type: Plain | undefined, config: Plain | undefined): DocumentProblem[] {
  if (typeof type !== "string" || !isConnectorType(type)) return [];
  const problems: DocumentProblem[] = [];
  connectorDefinitions[type].rules?.(isMap(config) ? config : {}, (setting, message) => {
    problems.push({ path: stepsOf(setting), message });
  });
  return problems;
}

/** Steps to a setting that a connector's rule names. */
export function stepsOf(setting: string): DocumentPath {
  return setting.split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}
