import { nearest } from "../../messages/did-you-mean";
import { chartDefaults } from "../chart/chart-defaults";
import { undocumentedValues } from "../chart/undocumented";
import { leaves } from "./layout";
import type { Outcome } from "./note";
import type { ReleaseValues } from "./release-values";

/** Why a known value has no counterpart. A star is any key, and one at the end all below. */
const reasons: readonly (readonly [pattern: string, outcome: Outcome, reason: string])[] = [
  [
    "global.platform.membership.oidc.*",
    "unused",
    "No template reads it. The provider's address is global.platform.membership.relyingParty.",
  ],
  [
    "global.platform.membership.oauthClient.*",
    "unused",
    "No template reads it since version 3. The client's secret is membership.config.oidc.",
  ],
  [
    "global.platform.cookie.*",
    "unused",
    "No template reads it since version 3. The cookies' keys are portal.config.cookie and console-v3.config.cookie.",
  ],
  [
    "global.service.*",
    "unused",
    "No template reads it. The database's port is global.postgresql.service.ports.postgresql.",
  ],
  ["global.nats.auth.user", "unused", "Templates read global.nats.auth.username."],
  [
    "global.postgresql.auth.secretKeys.userPasswordKey",
    "unused",
    "Only the bundled database reads it; the services log in with adminPasswordKey.",
  ],
  ["global.postgresql.auth.postgresPassword", "obsolete", "It belongs to the bundled database."],
  [
    "global.postgresql.enabled",
    "unused",
    "The bundled database's switch is membership.postgresql.enabled.",
  ],
  [
    "global.scheme",
    "unused",
    "Only the life-cycle CronJob read it, for an address that was wrong.",
  ],
  ["global.licence.createSecret", "obsolete", "A token that is given is put into a Secret."],
  [
    "global.monitoring.support.*",
    "lost",
    "Formance's own support collector is none of the control plane's.",
  ],
  [
    "global.platform.membership.enabled",
    "obsolete",
    "Membership is always part of a control plane.",
  ],
  ["membership.commonLabels.*", "unused", "No template reads it."],
  [
    "membership.debug",
    "unused",
    "No template reads it. The key is membership.config.debug, or debug for all.",
  ],
  [
    "membership.additionalEnv.*",
    "unused",
    "Only the life-cycle CronJob read it, and became invalid by it. The key is membership.config.additionalEnv.",
  ],
  [
    "membership.additionalEnv",
    "unused",
    "Only the life-cycle CronJob read it, and became invalid by it. The key is membership.config.additionalEnv.",
  ],
  ["membership.config.wizard.job.labels.*", "unused", "No template reads it."],
  [
    "membership.job.*",
    "unused",
    "No template reads it: jobs are below membership.config.job. If it was meant, set membership.invitationCleanup, tokenCleanup or stackLifeCycle in the stack config.",
  ],
  [
    "membership.config.cycle.*",
    "unused",
    "No template reads it: the cycle is below membership.config.stack.cycle. If it was meant, set membership.stack.cycleDryRun in the stack config.",
  ],
  [
    "membership.config.minimalStackModules",
    "unused",
    "No template reads it. If it was meant, set membership.stack.minimalModules.",
  ],
  [
    "*.feature.migrationHooks",
    "obsolete",
    "Migrations run before the servers by their order, without Helm's hooks.",
  ],
  [
    "*.nameOverride",
    "obsolete",
    "Objects are named after the control plane, and so are their addresses in the cluster.",
  ],
  [
    "*.fullnameOverride",
    "obsolete",
    "Objects are named after the control plane, and so are their addresses in the cluster.",
  ],
  [
    "membership.dex.configSecret.*",
    "obsolete",
    "Dex's document is a Secret that is named by its content.",
  ],
  [
    "membership.dex.config.*",
    "unused",
    "With the chart's settings Dex is given configOverrides. Set dex.configOverrides in the stack config.",
  ],
  [
    "membership.dex.rbac.*",
    "obsolete",
    "Dex gets rights only where it keeps its state in Kubernetes.",
  ],
  ["membership.dex.networkPolicy.*", "obsolete", "Every service has its NetworkPolicy."],
  [
    "membership.dex.https.*",
    "lost",
    "TLS ends at the public entry; in the cluster Dex speaks HTTP.",
  ],
  [
    "membership.dex.grpc.*",
    "lost",
    "Dex's own gRPC API is off: clients and users are in the stack config.",
  ],
  ["membership.dex.*", "lost", "The stack config has no such setting of Dex."],
  [
    "*.postgresql.*",
    "obsolete",
    "It belongs to the bundled database, which goes with the release.",
  ],
  ["*.readinessProbe.*", "unused", "Templates read initialDelaySeconds only."],
  ["*.livenessProbe.*", "unused", "Templates read initialDelaySeconds only."],
  ["console-v3.config.redirect_url", "lost", "Console's address is hosts.console."],
  ["console-v3.config.platform_url", "lost", "Portal's address is hosts.portal."],
  [
    "*.config.migration.postgresql.*",
    "lost",
    "A migration has user and password of its own, on the service's database.",
  ],
];

const others: readonly (readonly [key: string, reason: string])[] = [
  [
    "regions",
    "Regions are none of the control plane's: keep their release, or install the chart by itself.",
  ],
  [
    "agent",
    "Agents are none of the control plane's: keep their release, or install the chart by itself.",
  ],
  [
    "operator",
    "The operator is none of the control plane's: keep its release, or install the chart by itself.",
  ],
  [
    "stargate",
    "Stargate is none of the control plane's: keep its release, or install the chart by itself.",
  ],
  [
    "formance-operator",
    "The operator is none of the control plane's: keep its release, or install the chart by itself.",
  ],
  ["dex", "No template reads it: Dex is below membership.dex."],
  ["console", "No template reads it: Console is below console-v3."],
  [
    "postgresql",
    "No template reads it. The bundled database's switch is membership.postgresql.enabled.",
  ],
  ["tags", "Editions differ by the licence, which is below global.licence."],
];

/** Names every value that was given and that nothing was made of. */
export function noteLeftovers(values: ReleaseValues): void {
  const told = new Set<string>();
  for (const { path, isDefault } of values.unused()) {
    const [top = ""] = path.split(".");
    const other = others.find(([key]) => key === top);
    if (other !== undefined) {
      if (told.has(top)) continue;
      told.add(top);
      values.note(
        top,
        ["dex", "console", "postgresql", "tags"].includes(top) ? "unused" : "obsolete",
        other[1],
      );
      continue;
    }
    // What has its default value changes nothing, and helm get values --all prints all of them.
    if (isDefault) continue;
    const found = reasons.find(([pattern]) => matches(path, pattern));
    if (found !== undefined) values.note(path, found[1], found[2]);
    else if (isKnown(path)) values.note(path, "lost", "The stack config has nothing for it.");
    else values.note(path, "unknown", unknownReason(path));
  }
}

const knownPaths = [
  ...new Set(
    Object.values(chartDefaults).flatMap((layers) =>
      layers.flatMap((layer) => leaves(layer).map(([path]) => path)),
    ),
  ),
];

function isKnown(path: string): boolean {
  return (
    knownPaths.some((known) => path === known || path.startsWith(`${known}.`)) ||
    undocumentedValues.some((pattern) => matches(path, pattern))
  );
}

function unknownReason(path: string): string {
  const meant = nearest(path, knownPaths);
  return meant === undefined
    ? "The charts know no such key, so it had no effect; it may be of another version."
    : `The charts know no such key, so it had no effect. Did you mean ${meant}?`;
}

/** Whether a path fits a pattern, in which a star is one key, and at the end one or more. */
export function matches(path: string, pattern: string): boolean {
  const keys = path.split(".");
  const steps = pattern.split(".");
  const open = steps.at(-1) === "*";
  if (open ? keys.length < steps.length : keys.length !== steps.length) return false;
  return steps.every((step, index) => step === "*" || step === keys[index]);
}
