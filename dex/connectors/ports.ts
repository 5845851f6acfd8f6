import type { ConnectorSettingValues } from "./type";
import { connectorDefinitions, isConnectorType } from "./types";
import { isMap, type Plain } from "../merge";

/** The TCP ports at which Dex connects to the identity provider of a connector, in rising order. */
export function connectorPorts(type: string, settings: Plain | undefined): number[] {
  const known = isMap(settings) ? settings : {};
  const definition = isConnectorType(type) ? connectorDefinitions[type] : undefined;
  const ports = definition?.ports?.(known) ?? [443, ...urlPorts(known)];
  return [...new Set(ports)].sort((left, right) => left - right);
}

function urlPorts(value: unknown): number[] {
  if (typeof value === "string") {
    const url = /^https?:/.test(value) && URL.canParse(value) ? new URL(value) : undefined;
    if (url === undefined) return [];
    return [Number(url.port || (url.protocol === "http:" ? 80 : 443))];
  }
  if (Array.isArray(value)) return value.flatMap(urlPorts);
  if (!isMap(value)) return [];
  return Object.entries(value as ConnectorSettingValues).flatMap(([key, child]) =>
    // There the provider sends the browser.
    key === "redirectURI" ? [] : urlPorts(child),
  );
}
