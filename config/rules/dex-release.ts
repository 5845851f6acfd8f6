import * as z from "zod";
import { connectorDefinitions } from "../../dex/connectors/types";
import { documentKeys, tooNew, type DocumentKey } from "../../dex/document-keys";
import { dexDocumentSchema } from "../../dex/document-schema";
import { withoutRemovals } from "../../dex/merge";
import { defaultDexRelease } from "../../dex/releases";
import { connectorShape } from "../../dex/schema/connector";
import { client, password } from "../../dex/schema/clients-and-users";
import { expandConnector } from "../connector-args";
import { isMapping, type Path } from "../path";
import { isConnector } from "./connectors";
import type { Rule, RuleContext } from "./context";
import { dexSections, settingOf } from "./dex-sections";

/** Keys that need a later release of Dex than the image's. */
export const dexReleaseRule: Rule = (context) => {
  if (!context.has("dex") || !context.isSound("dex", "version")) return;
  checkEntries(context, "localUsers", password);
  checkEntries(context, "additionalClients", client);
  checkConnectors(context);
  checkSections(context);
  const path: Path = ["dex", "configOverrides"];
  if (context.isSound(...path)) {
    reportNewer(
      context,
      documentKeys(dexDocumentSchema, withoutRemovals(context.config.dex?.configOverrides)),
      path,
    );
  }
};

function reportNewer(context: RuleContext, keys: readonly DocumentKey[], at: Path): void {
  const { version = defaultDexRelease } = context.config.dex ?? {};
  for (const key of keys) {
    const message = tooNew(key, version);
    const path = [...at, ...key.path];
    if (message !== undefined) context.report(context.has(...path) ? path : at, message);
  }
}

/** Users and clients, whose keys differ from Dex's in the case of URI and ID alone. */
function checkEntries(
  context: RuleContext,
  area: "localUsers" | "additionalClients",
  schema: z.core.$ZodType,
): void {
  for (const [index, written] of (context.config.dex?.[area] ?? []).entries()) {
    for (const name of Object.keys(written ?? {})) {
      const named = name.replace("Uri", "URI").replace(/Id$/, "ID");
      const keys = documentKeys(schema, { [named]: null }).map((key) => ({ ...key, path: [name] }));
      reportNewer(context, keys, ["dex", area, index]);
    }
  }
}

function checkSections(context: RuleContext): void {
  const keys = documentKeys(dexDocumentSchema, dexSections(context));
  const settings = keys.map((key) => ({ ...key, path: settingOf(key.path).slice(1) }));
  reportNewer(context, settings, ["dex"]);
}

function checkConnectors(context: RuleContext): void {
  for (const [index, written] of (context.config.dex?.connectors ?? []).entries()) {
    const path: Path = ["dex", "connectors", index];
    if (!isConnector(written) || !context.isSound(...path)) continue;
    const { type, config } = expandConnector(written);
    const { settings } = connectorDefinitions[type];
    reportNewer(context, documentKeys(settings, config), [...path, "config"]);
    if (!isMapping(written) || written.grantTypes === undefined) continue;
    const grants = documentKeys(z.object(connectorShape), { grantTypes: null });
    reportNewer(context, grants, path);
  }
}
