import { dexDefaults } from "../../facts/defaults";
import { isDeployed } from "../../facts/deployment";
import { oauthClientIds } from "../../facts/services";
import type { Rule, RuleContext } from "./context";

/** Dex's storage, clients and listeners. */
export const dexRule: Rule = (context) => {
  if (!isDeployed(context.settings, "dex") || !context.has("dex")) return;
  checkStorage(context);
  checkClients(context);
  checkListeners(context);
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
    context.report(path, "is memory, which several pods can't share. Use postgres or kubernetes.");
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

/** The id of Membership's client. */
function membershipId({ config }: RuleContext): string {
  return config.dex?.membershipClient?.id ?? oauthClientIds.membership;
}
