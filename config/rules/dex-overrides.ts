import * as z from "zod";
import { connectorProblems } from "../../dex/connector-problems";
import { dexDocument, type DexSettings, type DexStorage } from "../../dex/document";
import { documentKeys, withoutKeys } from "../../dex/document-keys";
import { dexDocumentSchema } from "../../dex/document-schema";
import { listenerSections, type ListenerSettings } from "../../dex/listeners";
import type { PlainMap } from "../../dex/merge";
import { databaseForPods } from "../../facts/database";
import { dexDefaults } from "../../facts/defaults";
import { isDeployed } from "../../facts/deployment";
import { oauthClientIds } from "../../facts/services";
import { describeIssue } from "../describe-issue";
import { isMapping, type Path } from "../path";
import type { Finding } from "../problem";
import { knownText, type SecretText } from "../secret-text";
import { replaceSecrets } from "../to-args";
import { checkOverriddenConnectors } from "./connectors";
import type { Rule, RuleContext } from "./context";
import { checkOverriddenClients, checkOverriddenUsers } from "./dex-override-lists";
import { makesLocalUsers, overrideOf, overridesPath } from "./dex-result";
import { dexSections, settingOf } from "./dex-sections";

/** Dex's configuration with its overrides is judged as if the settings had made it. */
export const dexOverridesRule: Rule = (context) => {
  if (!isDeployed(context.settings, "dex") || !context.has("dex")) return;
  const given = context.config.dex?.configOverrides;
  if (given === undefined || !context.isSound(...overridesPath)) return;
  if (Object.hasOwn(given, "issuer")) {
    context.report(
      [...overridesPath, "issuer"],
      "would differ from the issuer that Membership gets. Set hosts.dex instead.",
    );
  }
  // YAML holds no secret, and of a secret only the length is judged.
  const replaced = [
    ...(checkStorage(context) ? [] : ["storage"]),
    ...(checkSigner(context) ? [] : ["signer"]),
  ];
  const overrides = replaceSecrets(given, placeholder) as PlainMap;
  const findings = overrideFindings(
    context,
    withoutKeys(
      overrides,
      replaced.map((section) => [section]),
    ),
  );
  for (const { path, message } of findings) context.report(path, message);
  checkOverriddenClients(context);
  checkOverriddenUsers(context);
  const connectors = overrideOf(context, "connectors");
  if (connectors === undefined) return;
  checkOverriddenConnectors(
    context,
    connectors,
    (index) => !findings.some(({ path }) => path[2] === "connectors" && path[3] === index),
  );
};

/** A text of the secret's length; of a length that is always right where that isn't known. */
function placeholder(secret: SecretText): string {
  return "s".repeat(Buffer.byteLength(knownText(secret) ?? "s".repeat(32)));
}

/** What the settings say of the storage in their own place. */
const storageSettings = ["host", "port", "database", "user", "password"];

/** Whether the storage is still that of the settings; what replaces it is told once. */
function checkStorage(context: RuleContext): boolean {
  const storageType = context.config.dex?.storageType ?? dexDefaults.storageType;
  const type = overrideOf(context, "storage", "type");
  if (type !== undefined && type.value !== storageType) {
    context.report(
      type.path,
      type.value === "memory" && context.production
        ? "is memory, which loses logins and signing keys when the pod restarts, and is for test environments only. Remove it."
        : "replaces the storage that the settings configure. Remove it, and set dex.storageType (postgres, kubernetes or memory) and, for postgres, database.dex.",
    );
    return false;
  }
  const config = overrideOf(context, "storage", "config");
  for (const key of storageSettings) {
    if (storageType !== "postgres" || !isMapping(config?.value)) break;
    if (!Object.hasOwn(config.value, key)) continue;
    context.report(
      [...config.path, key],
      `would differ from the database that the rest of the stack uses. Remove it, and set database.dex.${key}.`,
    );
  }
  return true;
}

/** Whether the signer is still of the kind that the settings have: their keys would be left over. */
function checkSigner(context: RuleContext): boolean {
  const type = overrideOf(context, "signer", "type");
  const [kind, other] = context.has("dex", "signer", "vault")
    ? ["vault", "local"]
    : ["local", "vault"];
  if (!context.has("dex", "signer", kind) || type?.value !== other) return true;
  context.report(
    type.path,
    `replaces the signer of dex.signer.${kind}. Remove it, and set dex.signer.${other} instead.`,
  );
  return false;
}

function storageOf({ config: { dex } }: RuleContext): DexStorage {
  const { storageType: type = dexDefaults.storageType } = dex ?? {};
  return type === "postgres" ? { type, ...databaseForPods({ host: "database" }, "dex") } : { type };
}

/** The configuration, with placeholders for secrets and unknown values. */
function documentWith(context: RuleContext, overrides: PlainMap): PlainMap {
  return dexDocument({
    issuer: "https://dex.example.com",
    storage: storageOf(context),
    clients: [
      { id: oauthClientIds.membership, name: "membership", secret: "secret", redirectURIs: [] },
    ],
    users: usersFor(context),
    connectors: [],
    oauth2: {
      skipApprovalScreen: true,
      passwordConnector: context.config.dex?.passwordConnector,
    },
    ...settingsOf(context),
    overrides,
  });
}

/** What the settings make beside it, as far as they are sound. */
function settingsOf(context: RuleContext) {
  const sound = <Key extends "expiry" | "web" | "telemetry" | "grpc">(key: Key) =>
    context.isSound("dex", key) ? context.config.dex?.[key] : undefined;
  const listeners = { web: sound("web"), telemetry: sound("telemetry"), grpc: sound("grpc") };
  return {
    expiry: sound("expiry"),
    // What is sound is whole.
    ...listenerSections(listeners as ListenerSettings),
    ...(dexSections(context) as Pick<DexSettings, "signer" | "sessions" | "mfa">),
  };
}

/** A local user where the settings make some, or may: those of a program may come later. */
function usersFor(context: RuleContext) {
  const user = { email: "user", hash: "hash", username: "user", userID: "user" };
  return context.isArguments || makesLocalUsers(context) ? [user] : [];
}

/** What Dex would refuse, ignore or misread because of the overrides. */
function overrideFindings(context: RuleContext, overrides: PlainMap): Finding[] {
  const text = ({ path, message }: Finding) => JSON.stringify([path, message]);
  // What the settings have wrong alone is said there.
  const before = new Set(documentFindings(context, {}).map(text));
  return documentFindings(context, overrides)
    .filter((finding) => !before.has(text(finding)))
    .map((finding) => ({ ...finding, path: placeOf(context, finding.path) }));
}

/** Where a value of the document is set: in the overrides, or else among the settings. */
function placeOf(context: RuleContext, path: Path): Path {
  const setting = settingOf(path.slice(overridesPath.length));
  return !context.has(...path) && context.has(...setting) ? setting : path;
}

/** What Dex would refuse, ignore or misread of the document. */
function documentFindings(context: RuleContext, overrides: PlainMap): Finding[] {
  const overridden = documentWith(context, overrides);
  const unknown = documentKeys(dexDocumentSchema, overridden).filter(({ isKnown }) => !isKnown);
  const passedOn = context.config.dex?.allowUnknownKeys === true ? unknown : [];
  const document = withoutKeys(
    overridden,
    passedOn.map(({ path: at }) => at),
  );
  const schema = z.object({ dex: z.object({ configOverrides: dexDocumentSchema }) });
  const input = { dex: { configOverrides: document } };
  const { success, error } = schema.safeParse(input);
  const issues = (error?.issues ?? []).flatMap((issue) =>
    describeIssue(context.commands, schema, input, issue),
  );
  // The rules of connectors hold for those of the overrides as well.
  const problems = success ? connectorProblems(document.connectors) : [];
  return [
    ...issues,
    ...problems.map(({ path, message }) => ({
      path: [...overridesPath, ...path] as Path,
      message,
    })),
  ];
}
