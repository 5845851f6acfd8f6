import { providerAddress, urlOf } from "../facts/public-addresses";
import { stepsOf } from "../dex/connector-problems";
import { fileSettings } from "../dex/connectors/settings";
import { connectorDefinitions, isConnectorType } from "../dex/connectors/types";
import { day, DAY } from "../messages/day";
import { validUntil } from "./certificate";
import { expandConnector, type ConnectorConfig } from "./connector-args";
import { entryWarnings, externalSecretWarnings } from "./entry-warnings";
import { unknownKeyWarnings } from "./unknown-dex-keys";
import { isMapping, type Path } from "./path";
import { toProblems, type Finding, type Problem } from "./problem";
import type { StackConfig } from "./schema";
import { secretWarnings } from "./secret-warnings";
import { workloadWarnings } from "./workload-warnings";

const soon = 30 * DAY;

/** What is valid in a stack's config but deserves a warning. `now` is in milliseconds. */
export function warningsOf(project: string, config: StackConfig, now = Date.now()): Problem[] {
  const findings = (config.dex?.connectors ?? []).flatMap((connector, index) =>
    ofConnector(connector, ["dex", "connectors", index], now),
  );
  const overridden = overriddenConnectors(config).flatMap(([connector, path]) =>
    ofConnector(connector, path, now),
  );
  const others = [
    ...overridden,
    ...ofProvider(config),
    ...ofTrust(config, now),
    ...entryWarnings(config),
    ...externalSecretWarnings(config),
    ...workloadWarnings(config),
    ...unknownKeyWarnings(config),
    ...secretWarnings(config),
  ];
  return toProblems(project, [...findings, ...others], () => ({}));
}

/** The connectors that overrides put in the place of those of the settings. */
function overriddenConnectors({ dex }: StackConfig): [ConnectorConfig, Path][] {
  const connectors = dex?.configOverrides?.connectors;
  if (!Array.isArray(connectors)) return [];
  return connectors.flatMap((connector: unknown, index): [ConnectorConfig, Path][] =>
    isMapping(connector) && isConnectorType(connector.type)
      ? [[{ ...connector, type: connector.type }, ["dex", "configOverrides", "connectors", index]]]
      : [],
  );
}

function ofProvider({ oidc }: StackConfig): Finding[] {
  const message = oidc === undefined ? undefined : aboutSlash(urlOf(providerAddress(oidc)));
  return message === undefined ? [] : [{ path: ["oidc", "path"], message }];
}

function ofTrust({ trust }: StackConfig, now: number): Finding[] {
  const message = aboutEnd("caBundle", trust?.caBundle, now);
  return message === undefined ? [] : [{ path: ["trust"], message }];
}

function ofConnector(connector: ConnectorConfig, path: Path, now: number): Finding[] {
  const { type, config } = expandConnector(connector);
  const messages = [
    type === "saml" || type === "samlExperimental"
      ? "uses SAML, which Dex no longer maintains, so known weaknesses stay open. Use OpenID Connect if the provider offers it."
      : undefined,
    type === "authproxy"
      ? "trusts the headers of every request. Make sure that only the proxy reaches Dex's address, and that it removes these headers from its clients' requests."
      : undefined,
    "type" in connector && type === "oidc" ? aboutSlash(String(config.issuer)) : undefined,
    ...fileSettings(type).flatMap(({ name }) => {
      const value = config[name];
      const values: unknown[] = Array.isArray(value) ? value : [value];
      return values.map((pem) => aboutEnd(name, pem, now));
    }),
  ];
  const notices: Finding[] = [];
  connectorDefinitions[type].notices?.(config, (setting, message) => {
    const at = [...path, "config", ...stepsOf(setting)];
    notices.push({ path: "type" in connector ? at : path, message });
  });
  return [
    ...messages.flatMap((message) => (message === undefined ? [] : [{ path, message }])),
    ...notices,
  ];
}

/** Issuers must match exactly, and providers differ in the last slash. */
function aboutSlash(issuer: string): string | undefined {
  const { hostname, pathname } = new URL(issuer);
  const usual = hostname.endsWith(".auth0.com") || pathname.startsWith("/application/o/");
  if (issuer.endsWith("/") === usual) return undefined;
  const found = usual ? "ends without a slash" : "ends with a slash";
  const others = usual ? "this provider's end with one" : "those of most providers don't";
  return `has an issuer that ${found}; ${others}. Copy it exactly from \`issuer\` in the provider's discovery document.`;
}

function aboutEnd(setting: string, pem: unknown, now: number): string | undefined {
  const end = typeof pem === "string" ? validUntil(pem)?.getTime() : undefined;
  return end === undefined || end - now > soon
    ? undefined
    : `has a certificate in ${setting} that expires on ${day(end)}. Get a new one from the provider.`;
}
