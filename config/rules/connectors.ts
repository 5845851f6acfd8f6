import type * as z from "zod";
import { publicUrl } from "../../facts/addresses";
import { redirectUriOf } from "../../dex/connectors/settings";
import { connectorSettings, mockConnectorTypes } from "../../dex/connectors/types";
import { expandConnector, type ConnectorConfig, type ExpandedConnector } from "../connector-args";
import { formatPath, isMapping, type Mapping, type Path } from "../path";
import { inner, notesOf } from "../schema-walk";
import type { RuleContext } from "./context";

/** A connector as the checks see it. */
interface Checked {
  readonly context: RuleContext;
  readonly connector: ExpandedConnector;
  readonly settings: Mapping;
  /** Reports about a setting, where it is written, or about the connector when it's the preset's. */
  readonly report: (setting: string, message: string) => void;
}

/** What Dex would refuse or do wrong, and what a production stack must not have. */
export function checkConnectors(context: RuleContext): void {
  const ids = new Map<string, Path>();
  for (const [index, written] of (context.config.dex?.connectors ?? []).entries()) {
    const path: Path = ["dex", "connectors", index];
    if (!isConnector(written)) continue;
    checkId(context, ids, path, written);
    checkMock(context, path, written);
    // A preset is expanded from fields that are all right.
    if (context.isSound(...path)) checkSettings(context, path, written);
  }
}

function isConnector(value: unknown): value is ConnectorConfig {
  return isMapping(value) && (value.type !== undefined || value.preset !== undefined);
}

function checkId(
  context: RuleContext,
  seen: Map<string, Path>,
  path: Path,
  connector: ConnectorConfig,
): void {
  const id = connector.id ?? ("preset" in connector ? connector.preset : undefined);
  if (id === undefined || !context.isSound(...path, "id")) return;
  const other = seen.get(id);
  const at = [...path, "id"];
  if (other === undefined) seen.set(id, at);
  else context.report(at, `is already used at ${formatPath(other)}. Give each a different one.`);
}

function checkMock(context: RuleContext, path: Path, connector: ConnectorConfig): void {
  if (!context.production || !("type" in connector)) return;
  if (!mockConnectorTypes.includes(connector.type)) return;
  context.report(
    [...path, "type"],
    "lets anybody log in, and is for test environments only. Remove the connector.",
  );
}

function checkSettings(context: RuleContext, path: Path, written: ConnectorConfig): void {
  const connector = expandConnector(written);
  const checked: Checked = {
    context,
    connector,
    settings: connector.config,
    report: (setting, message) => {
      const at = [...path, "config", setting];
      context.report(context.has(...at) || "type" in written ? at : path, message);
    },
  };
  checkRedirectUri(checked);
  if (context.production) checkProduction(checked);
  checksOfTypes[connector.type]?.(checked);
}

function checkRedirectUri({ context, settings, report }: Checked): void {
  const { domain, hosts, dex = {} } = context.config;
  const otherIssuer = Object.hasOwn(dex.configOverrides ?? {}, "issuer");
  if (settings.redirectURI === undefined || domain === undefined || otherIssuer) return;
  const right = redirectUriOf(publicUrl({ domain, hosts }, "dex"));
  if (settings.redirectURI === right) return;
  report(
    "redirectURI",
    `is not Dex's callback address, so the provider would send users elsewhere. Write ${right}, or leave it out.`,
  );
}

function checkProduction({ connector, settings, report }: Checked): void {
  for (const setting of ["insecureSkipVerify", "insecureCA"]) {
    if (settings[setting] !== true) continue;
    report(
      setting,
      "switches off certificate verification, which is for test environments only. Remove it, and give the certificate authority if it is private.",
    );
  }
  if (settings.insecureNoSSL === true) {
    report(
      "insecureNoSSL",
      "sends passwords in clear, which is for test environments only. Remove it, or set startTLS to true instead.",
    );
  }
  const shape: Readonly<Record<string, z.core.$ZodType>> = connectorSettings[connector.type].shape;
  for (const [setting, schema] of Object.entries(shape)) {
    const { kind } = notesOf(inner(schema));
    const isAddress = (kind === "url" || kind === "issuer") && setting !== "redirectURI";
    const value = settings[setting];
    if (!isAddress || typeof value !== "string" || !value.startsWith("http:")) continue;
    report(setting, "is http, which is for test environments only. Use https.");
  }
}

/** Both, or none: of two settings that need each other. */
function needsBoth({ settings, report }: Checked, one: string, other: string): void {
  for (const [given, missing] of [
    [one, other],
    [other, one],
  ] as const) {
    if (settings[given] === undefined || settings[missing] !== undefined) continue;
    report(missing, `is missing. It is required with ${given}.`);
  }
}

function notBoth({ settings, report }: Checked, one: string, other: string): void {
  if (settings[one] === undefined || settings[other] === undefined) return;
  report(other, `has no effect with ${one}. Remove one of the two.`);
}

const checksOfTypes: Partial<Record<string, (checked: Checked) => void>> = {
  saml: (checked) => {
    const { settings, report } = checked;
    if (settings.insecureSkipSignatureValidation === true) {
      report(
        "insecureSkipSignatureValidation",
        "lets anybody log in as any user, because responses aren't verified. Remove it, and give the provider's certificate in ca.",
      );
    } else if (settings.ca === undefined && settings.caData === undefined) {
      report(
        "ca",
        "is missing. Give the certificate of the key that signs the provider's responses: a PEM, file:PATH, or a secretRef.",
      );
    }
    notBoth(checked, "ca", "caData");
    if (settings.filterGroups === true && settings.allowedGroups === undefined) {
      report("allowedGroups", "is missing. It is required with filterGroups.");
    }
  },
  ldap: (checked) => {
    const { settings, report } = checked;
    if (settings.insecureNoSSL === true && settings.startTLS === true) {
      report("startTLS", "has no effect with insecureNoSSL. Remove insecureNoSSL.");
    }
    notBoth(checked, "rootCA", "rootCAData");
    needsBoth(checked, "clientCert", "clientKey");
    needsBoth(checked, "bindDN", "bindPW");
  },
  oidc: ({ settings, report }) => {
    if (settings.hostedDomains === undefined) return;
    report("hostedDomains", "is refused by Dex. Use a connector of type google.");
  },
  github: (checked) => {
    notBoth(checked, "orgs", "org");
    if (checked.settings.rootCA !== undefined && checked.settings.hostName === undefined) {
      checked.report("hostName", "is missing. It is required with rootCA.");
    }
  },
  google: ({ settings, report }) => {
    const administrator = settings.domainToAdminEmail ?? settings.adminEmail;
    if (settings.serviceAccountFilePath !== undefined && administrator === undefined) {
      report("domainToAdminEmail", "is missing. It is required with serviceAccountFilePath.");
    }
    if (settings.groups !== undefined && administrator === undefined) {
      report("groups", "can't be read without domainToAdminEmail. Add it, or remove groups.");
    }
  },
  microsoft: ({ settings, report }) => {
    const { tenant = "common" } = settings;
    const many = ["common", "organizations", "consumers"].includes(String(tenant));
    if (settings.groups !== undefined && many) {
      report("tenant", "names no single tenant, so groups can't be read. Give the tenant's id.");
    }
    if (settings.useGroupsAsWhitelist === true && settings.groups === undefined) {
      report("groups", "is missing. It is required with useGroupsAsWhitelist.");
    }
  },
};
