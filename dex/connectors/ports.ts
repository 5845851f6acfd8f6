import { isMap, type Plain } from "../merge";

/** Types by which the browser alone, or nobody, speaks to the identity provider. */
const silent: readonly string[] = ["saml", "authproxy", "mockCallback", "mockPassword"];

/**
 * The TCP ports at which Dex connects to the identity provider of a connector, in rising order:
 * the directory's; else 443 and those of the URLs in the settings.
 */
export function connectorPorts(type: string, settings: Plain | undefined): number[] {
  if (silent.includes(type)) return [];
  if (type === "ldap") return isMap(settings) ? [directoryPort(settings)] : [];
  return [...new Set([443, ...urlPorts(settings)])].sort((left, right) => left - right);
}

function directoryPort({ host, insecureNoSSL, startTLS }: { [key: string]: Plain }): number {
  const port = typeof host === "string" ? /:(\d+)$/.exec(host)?.[1] : undefined;
  if (port !== undefined) return Number(port);
  return insecureNoSSL === true || startTLS === true ? 389 : 636;
}

function urlPorts(value: Plain | undefined): number[] {
  if (typeof value === "string") {
    const url = /^https?:/.test(value) && URL.canParse(value) ? new URL(value) : undefined;
    if (url === undefined) return [];
    return [Number(url.port || (url.protocol === "http:" ? 80 : 443))];
  }
  if (Array.isArray(value)) return value.flatMap(urlPorts);
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    // There the provider sends the browser.
    key === "redirectURI" ? [] : urlPorts(child),
  );
}
