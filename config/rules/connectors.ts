import type * as z from "zod";
import { publicUrl } from "../../facts/public-addresses";
import { stepsOf } from "../../dex/connector-problems";
import { presets } from "../../dex/connectors/presets";
import { hasRedirectUri, redirectUriOf } from "../../dex/connectors/settings";
import { connectorDefinitions, isConnectorType } from "../../dex/connectors/types";
import { expandConnector, type ConnectorConfig, type ExpandedConnector } from "../connector-args";
import { isMapping, valueAt, type Mapping, type Path } from "../path";
import { formatFindings } from "../connector-fields";
import { inner, notesOf } from "../schema-walk";
import type { RuleContext } from "./context";
import { entriesOf, hasConnectors, hasLocalUsers, type Override } from "./dex-result";

/** A connector in Dex's own form. */
type TypedConnector = Extract<ConnectorConfig, { readonly type: unknown }>;

/** A connector as the checks see it. */
interface Checked {
  readonly context: RuleContext;
  readonly connector: ExpandedConnector;
  readonly settings: Mapping;
  /** Reports a problem of a setting at its own path, or at the connector if the preset sets it. */
  readonly report: (setting: string, message: string) => void;
  /** Whether it is Dex's own form, which gets no defaults. */
  readonly isOverride: boolean;
}

/** What Dex would refuse or misread, and what production must not have. */
export function checkConnectors(context: RuleContext): void {
  const ids = new Map<string, Path>();
  for (const [index, written] of (context.config.dex?.connectors ?? []).entries()) {
    const path: Path = ["dex", "connectors", index];
    if (!isConnector(written)) continue;
    checkId(context, ids, path, written);
    checkMock(context, path, written);
    if (context.isSound(...path)) checkSettings(context, path, written);
    else checkOtherSettings(context, path);
  }
}

/**
 * Beside texts of a wrong format: they say nothing of the other settings. A preset can only be
 * expanded from valid fields.
 */
function checkOtherSettings(context: RuleContext, path: Path): void {
  const written = valueAt(context.written, path);
  if (!isMapping(written) || !isConnectorType(written.type)) return;
  const { settings } = connectorDefinitions[written.type];
  if (!settings.safeParse(written.config).success) return;
  checkSettings(context, path, { ...written, type: written.type });
}

/** The same of connectors that the overrides put in the place of those of the settings. */
export function checkOverriddenConnectors(
  context: RuleContext,
  { path: list, value }: Override,
  isSound: (index: number) => boolean,
): void {
  const canLogIn = hasConnectors(context) || hasLocalUsers(context);
  if (canLogIn && context.has("dex", "connectors", 0)) {
    context.report(list, "replaces dex.connectors. Keep one of the two lists.");
  }
  for (const [index, written] of entriesOf(value).entries()) {
    if (!isMapping(written) || !isConnectorType(written.type)) continue;
    const path: Path = [...list, index];
    const connector = { ...written, type: written.type };
    checkLocalId(context, [...path, "id"], written.id);
    checkMock(context, path, connector);
    if (!isSound(index)) continue;
    checkFormats(context, path, connector);
    checkSettings(context, path, connector, true);
  }
}

function checkFormats(context: RuleContext, path: Path, { type, config }: TypedConnector): void {
  for (const found of formatFindings(connectorDefinitions[type].settings, config)) {
    context.report([...path, "config", ...found.path], found.message);
  }
}

/** Whether it is a connector of a known type, or by preset. */
export function isConnector(value: unknown): value is ConnectorConfig {
  return isMapping(value) && (isConnectorType(value.type) || value.preset !== undefined);
}

function checkId(
  context: RuleContext,
  seen: Map<string, Path>,
  path: Path,
  connector: ConnectorConfig,
): void {
  const id = connector.id ?? ("preset" in connector ? connector.preset : undefined);
  if (id === undefined || !context.isSound(...path, "id")) return;
  const at = [...path, "id"];
  checkLocalId(context, at, id);
  context.distinct(seen, at, id);
}

function checkLocalId(context: RuleContext, path: Path, id: unknown): void {
  if (id !== "local" || !hasLocalUsers(context)) return;
  context.report(
    path,
    "is the id of Dex's local users, which would replace the connector. Choose another.",
  );
}

function checkMock(context: RuleContext, path: Path, connector: ConnectorConfig): void {
  if (!context.production || !("type" in connector) || !isConnectorType(connector.type)) return;
  if (connectorDefinitions[connector.type].isMock !== true) return;
  context.report(
    [...path, "type"],
    "lets anyone log in, and is for test environments only. Remove the connector.",
  );
}

function checkSettings(
  context: RuleContext,
  path: Path,
  written: ConnectorConfig,
  isOverride = false,
): void {
  if ("preset" in written) {
    const { rules } = presets[written.preset];
    rules?.({ ...written }, (field, message) => {
      context.report([...path, field], message);
    });
  }
  const connector = expandConnector(written);
  const checked: Checked = {
    context,
    connector,
    settings: connector.config,
    isOverride,
    report: (setting, message) => {
      const at = [...path, "config", ...stepsOf(setting)];
      if (!isOverride && !context.isSound(...at)) return;
      context.report(context.has(...at) || "type" in written ? at : path, message);
    },
  };
  checkRedirectUri(checked);
  if (context.production) checkProduction(checked);
  checkGroupsScope(checked);
  connectorDefinitions[connector.type].rules?.(connector.config, checked.report);
}

function checkGroupsScope({ context, connector, settings, report }: Checked): void {
  const { groupsScope } = connectorDefinitions[connector.type];
  if (groupsScope === undefined || settings[groupsScope] === undefined) return;
  // Dex by itself doesn't know what its clients request.
  if (context.config.domain === undefined) return;
  const { scopes = [] } = context.config.dex?.membershipClient ?? {};
  if (scopes.includes("groups")) return;
  report(
    groupsScope,
    "isn't checked as intended: Dex reads groups only for a client that requests the scope groups, and Membership doesn't. Add groups to dex.membershipClient.scopes, in addition to openid, email and federated:id.",
  );
}

function checkRedirectUri({ context, connector, settings, report, isOverride }: Checked): void {
  const { domain, hosts, dex = {} } = context.config;
  const otherIssuer = Object.hasOwn(dex.configOverrides ?? {}, "issuer");
  if (domain === undefined || otherIssuer) return;
  const right = redirectUriOf(publicUrl({ domain, hosts }, "dex"));
  if (settings.redirectURI === undefined) {
    if (!isOverride || !hasRedirectUri(connector.type)) return;
    report("redirectURI", `is missing, so every login would fail. Write ${right}.`);
    return;
  }
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
      "sends passwords in plain text, which is for test environments only. Remove it, or set startTLS to true instead.",
    );
  }
  const shape: Readonly<Record<string, z.core.$ZodType>> =
    connectorDefinitions[connector.type].settings.shape;
  for (const [setting, schema] of Object.entries(shape)) {
    const { kind } = notesOf(inner(schema));
    const isAddress =
      ["url", "baseUrl", "issuer"].includes(kind ?? "") && setting !== "redirectURI";
    const value = settings[setting];
    if (!isAddress || typeof value !== "string" || !value.startsWith("http:")) continue;
    report(setting, "is http, which is for test environments only. Use https.");
  }
}
