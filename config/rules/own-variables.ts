import { isDeployed } from "../../facts/deployment";
import { ownVariables, type VariableConditions } from "../../facts/own-variables";
import { oauthClientIds, serviceNames, type Service } from "../../facts/services";
import { isMapping, valueAt, type Path } from "../path";
import type { Rule, RuleContext } from "./context";

/** A variable of one's own doesn't replace one of the service's: Kubernetes would let the last win. */
export const ownVariablesRule: Rule = (context) => {
  for (const service of serviceNames) {
    if (!context.has(service, "env")) continue;
    const own = ownVariables(service, conditionsOf(context, service));
    const seen = new Map<string, Path>();
    for (const { name, path } of variablesOf(context, service)) {
      const other = seen.get(name);
      if (own.has(name)) {
        context.report(
          path,
          "is a variable that the service sets itself, from its settings. Remove it, and use the setting.",
        );
      } else if (other !== undefined) {
        context.report(path, "is also the name of another variable. Keep one of them.");
      }
      seen.set(name, path);
    }
  }
};

/** A variable that somebody gives a service. */
interface GivenVariable {
  readonly name: string;
  readonly path: Path;
  /** A text, or where the value comes from. */
  readonly value: unknown;
}

/** The variables of a service: a map in the config, and a list as an argument. */
export function variablesOf(context: RuleContext, service: Service): GivenVariable[] {
  const env = valueAt(context.config, [service, "env"]);
  if (isMapping(env)) {
    return Object.entries(env).map(([name, value]) => ({
      name,
      path: [service, "env", name],
      value,
    }));
  }
  if (!Array.isArray(env)) return [];
  return env.flatMap((entry: unknown, index) =>
    isMapping(entry) && typeof entry.name === "string"
      ? [{ name: entry.name, path: [service, "env", index, "name"], value: entry.value ?? entry }]
      : [],
  );
}

function conditionsOf(context: RuleContext, service: Service): VariableConditions {
  const { config, settings } = context;
  const { database, licence, membership, console, portal } = config;
  const iam = service !== "dex" && (database?.[service]?.iam ?? database?.iam) === true;
  const nats = context.has("nats");
  const agents = nats && membership?.managedStacks === false;
  const signal = (name: "traces" | "metrics") =>
    observation(context, service, name, "enabled") === true;
  const logs = observation(context, service, "logs", "enabled") !== false;
  return {
    agents,
    nats,
    events: nats || membership?.managedStacks === false,
    iam,
    licence: licence?.enabled !== false,
    logs,
    jsonLogs: logs && (observation(context, service, "logs", "format") ?? "json") === "json",
    traces: signal("traces"),
    metrics: signal("metrics"),
    sentry: context.has(service, "sentry"),
    console: isDeployed(settings, "console"),
    portal: isDeployed(settings, "portal"),
    databaseSecrets:
      context.has("database", "dex", "userSecret") ||
      context.has("database", "dex", "passwordSecret"),
    clientSecretRef: context.has("dex", "membershipClient", "secretRef"),
    clients: [
      console?.oauthClient?.id ?? oauthClientIds.console,
      portal?.oauthClient?.id ?? oauthClientIds.portal,
      ...(membership?.additionalClients ?? []).flatMap((client) =>
        client?.id === undefined || client.public === true ? [] : [client.id],
      ),
    ],
  };
}

/** A setting of the service's own observability, or of that of all. */
function observation(context: RuleContext, service: Service, ...path: Path): unknown {
  return (
    valueAt(context.config, [service, "observability", ...path]) ??
    valueAt(context.config, ["observability", ...path])
  );
}
