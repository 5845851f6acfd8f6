import { clientSecretVariable } from "../../facts/own-variables";
import { oauthClientIds } from "../../facts/services";
import type { Rule, RuleContext } from "./context";

/** Settings that need agents, and the ids and secrets of OAuth clients. */
export const membershipRule: Rule = (context) => {
  const { membership = {} } = context.config;
  if ((membership.grpcTokens ?? []).length > 0) needAgents(context, "grpcTokens");
  if (context.has("membership", "grpcTokensSecret")) needAgents(context, "grpcTokensSecret");
  if (membership.stackLifeCycle?.enabled === true) needAgents(context, "stackLifeCycle");
  const ids = new Map<string, number>();
  const { console, portal } = context.config;
  const own = [
    oauthClientIds.fctl,
    console?.oauthClient?.id ?? oauthClientIds.console,
    portal?.oauthClient?.id ?? oauthClientIds.portal,
  ];
  for (const reserved of own) ids.set(reserved, -1);
  const variables = new Map(own.slice(1).map(withVariable));
  for (const [index, client] of (membership.additionalClients ?? []).entries()) {
    const path = ["membership", "additionalClients", index];
    for (const key of ["secret", "secretRef"]) {
      if (client?.public !== true || !context.has(...path, key)) continue;
      context.report([...path, key], "has no effect: a public client has no secret. Remove it.");
    }
    if (client?.id === undefined) continue;
    const other = ids.get(client.id);
    if (other === undefined) ids.set(client.id, index);
    else {
      const owner =
        other < 0
          ? "a client of the control plane itself"
          : `membership.additionalClients[${other}]`;
      context.report([...path, "id"], `is already used by ${owner}. Choose another.`);
      continue;
    }
    if (client.public === true) continue;
    const [variable, id] = withVariable(client.id);
    const same = variables.get(variable);
    if (same !== undefined) {
      context.report(
        [...path, "id"],
        `has the same letters and digits as the client ${same}, so both would have their secret in the variable ${variable}. Choose another.`,
      );
    }
    variables.set(variable, id);
  }
};

const withVariable = (id: string): [string, string] => [clientSecretVariable(id), id];

function needAgents(
  context: RuleContext,
  key: "grpcTokens" | "grpcTokensSecret" | "stackLifeCycle",
): void {
  const missing = [
    ...(context.config.membership?.managedStacks === false ? [] : ["managedStacks: false"]),
    ...(context.has("nats") ? [] : ["nats"]),
  ];
  if (missing.length === 0) return;
  const names = missing.map((name) =>
    name === "nats" ? context.name("nats") : context.name("membership", "managedStacks") + " false",
  );
  context.report(
    ["membership", key],
    `is for agents, which need ${names.join(" and ")}. Without agents, remove it.`,
  );
}
