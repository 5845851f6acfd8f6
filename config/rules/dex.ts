import * as z from "zod";
import { dexDefaults } from "../../facts/defaults";
import { databaseForPods } from "../../facts/database";
import { isDeployed } from "../../facts/deployment";
import { oauthClientIds } from "../../facts/services";
import { connectorProblems } from "../../dex/connector-problems";
import { dexDocument } from "../../dex/document";
import { documentKeys, withoutKeys } from "../../dex/document-keys";
import { dexDocumentSchema } from "../../dex/document-schema";
import type { PlainMap } from "../../dex/merge";
import { describeIssue } from "../describe-issue";
import { valueAt } from "../path";
import { replaceSecrets } from "../to-args";
import type { Rule, RuleContext } from "./context";

/** Dex's storage and clients, and the configuration with its overrides. */
export const dexRule: Rule = (context) => {
  if (!isDeployed(context.settings, "dex") || !context.has("dex")) return;
  checkStorage(context);
  checkClients(context);
  checkListeners(context);
  checkOverrides(context);
};

function checkListeners(context: RuleContext): void {
  const { web, grpc } = context.config.dex ?? {};
  for (const [path, tls] of [
    [["dex", "web", "https"], web?.https],
    [["dex", "grpc"], grpc],
  ] as const) {
    if (tls?.minVersion !== "1.3" || tls.maxVersion !== "1.2") continue;
    context.report([...path, "maxVersion"], "is lower than minVersion. Raise it, or leave it out.");
  }
}

function checkStorage(context: RuleContext): void {
  const { storageType = dexDefaults.storageType, replicas = dexDefaults.replicas } =
    context.config.dex ?? {};
  const path = ["dex", "storageType"];
  if (storageType === "memory" && context.production) {
    context.report(
      path,
      "is memory, which loses logins and signing keys when the pod restarts, and is for test environments only. Use postgres or kubernetes.",
    );
  } else if (storageType === "memory" && replicas > 1) {
    context.report(path, "is memory, which several pods don't share. Use postgres or kubernetes.");
  }
  if (storageType !== "postgres" && context.has("database", "dex")) {
    context.report(
      ["database", "dex"],
      `has no effect with dex.storageType ${storageType}. Remove one of the two.`,
    );
  }
}

function checkClients(context: RuleContext): void {
  const membership = membershipId(context);
  const seen = new Set<string>([membership]);
  for (const [index, client] of (context.config.dex?.additionalClients ?? []).entries()) {
    const path = ["dex", "additionalClients", index];
    if (client?.public === true && context.has(...path, "secret")) {
      context.report(
        [...path, "secret"],
        "has no effect: a public client has no secret. Remove it.",
      );
    }
    if (client?.id === undefined) continue;
    if (seen.has(client.id)) {
      const owner = client.id === membership ? "Membership" : "another client";
      context.report([...path, "id"], `is already used by ${owner}. Choose another.`);
    }
    seen.add(client.id);
  }
}

/** The configuration, with placeholders for secrets and unknown values. */
function documentWith(overrides: PlainMap, passwordConnector: string | undefined): PlainMap {
  return dexDocument({
    issuer: "https://dex.example.com",
    storage: {
      type: "postgres",
      ...databaseForPods({ host: "database" }, "dex"),
    },
    clients: [
      { id: oauthClientIds.membership, name: "membership", secret: "secret", redirectURIs: [] },
    ],
    users: [{ email: "user", hash: "hash", username: "user", userID: "user" }],
    connectors: [],
    oauth2: { skipApprovalScreen: true, passwordConnector },
    overrides,
  });
}

function checkOverrides(context: RuleContext): void {
  const path = ["dex", "configOverrides"];
  const given = context.config.dex?.configOverrides;
  if (given === undefined || !context.isSound(...path)) return;
  if (Object.hasOwn(given, "issuer")) {
    context.report(
      [...path, "issuer"],
      "would differ from the issuer that Membership gets. Set hosts.dex instead.",
    );
  }
  if (context.production && valueAt(given, ["storage", "type"]) === "memory") {
    context.report(
      [...path, "storage", "type"],
      "is memory, which loses logins and signing keys when the pod restarts, and is for test environments only. Remove it.",
    );
  }
  const clients: unknown = given.staticClients;
  if (
    Array.isArray(clients) &&
    !clients.some((client) => isMembership(client, membershipId(context)))
  ) {
    context.report(
      [...path, "staticClients"],
      "replaces the list without Membership's client, so nobody could log in. Use dex.additionalClients.",
    );
  }
  // Any text can replace a secret here, and YAML holds nothing else.
  const overridden = documentWith(
    replaceSecrets(given, () => "secret") as PlainMap,
    context.config.dex?.passwordConnector,
  );
  const unknown = documentKeys(dexDocumentSchema, overridden).filter(({ isKnown }) => !isKnown);
  const passedOn = context.config.dex?.allowUnknownKeys === true ? unknown : [];
  const document = withoutKeys(
    overridden,
    passedOn.map(({ path: at }) => at),
  );
  const schema = z.object({ dex: z.object({ configOverrides: dexDocumentSchema }) });
  const input = { dex: { configOverrides: document } };
  const { success, error } = schema.safeParse(input);
  // The rules of connectors hold for those of the overrides as well.
  for (const problem of success ? connectorProblems(document.connectors) : []) {
    context.report([...path, ...problem.path], problem.message);
  }
  for (const issue of error?.issues ?? []) {
    for (const finding of describeIssue(context.commands, schema, input, issue)) {
      context.report(finding.path, finding.message);
    }
  }
}

/** The id of Membership's client. */
function membershipId({ config }: RuleContext): string {
  return config.dex?.membershipClient?.id ?? oauthClientIds.membership;
}

function isMembership(client: unknown, id: string): boolean {
  return typeof client === "object" && client !== null && "id" in client && client.id === id;
}
