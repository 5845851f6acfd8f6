import type { ConfigDraft } from "../config-draft";
import type { ReleaseValues } from "../release-values";
import { membershipService, webServices } from "../services";
import { importServiceAccount } from "./workload";

const cronJobs = {
  invitationGC: "invitationCleanup",
  garbageCollector: "tokenCleanup",
  stackLifeCycle: "stackLifeCycle",
} as const;

/** Migrations and CronJobs. */
export function importJobs(values: ReleaseValues, draft: ConfigDraft): void {
  for (const [from, to] of Object.entries(cronJobs)) {
    const at = (key: string) => `membership.config.job.${from}.${key}`;
    const set = (key: string, value: unknown) => {
      draft.set(`membership.${to}.${key}`, value, at(key));
    };
    set("enabled", values.flag(at("enabled")));
    set("suspend", values.flag(at("suspend")));
    set("startingDeadlineSeconds", values.number(at("startingDeadlineSeconds")));
    for (const key of ["schedule", "concurrencyPolicy", "restartPolicy"]) {
      set(key, values.text(at(key)));
    }
    for (const key of ["resources", "tolerations", "volumes", "volumeMounts", "annotations"]) {
      set(key, values.get(at(key)));
    }
  }
  noteLifeCycle(values);
  for (const { config, chart } of [membershipService, ...webServices]) {
    importMigration(values, draft, `${chart}.config.migration`, `${config}.migration`);
  }
}

function noteLifeCycle(values: ReleaseValues): void {
  const enabled = "membership.config.job.stackLifeCycle.enabled";
  const agents = values.flag("membership.feature.managedStacks") === false;
  if (values.flag(enabled) !== true || agents) return;
  values.note(
    enabled,
    "changed",
    "The chart made this CronJob only for stacks of agents (membership.feature.managedStacks false, with NATS), and so does the control plane.",
  );
}

function importMigration(
  values: ReleaseValues,
  draft: ConfigDraft,
  from: string,
  to: string,
): void {
  draft.set(`${to}.enabled`, values.flag(`${from}.enabled`), `${from}.enabled`);
  const ttl = `${from}.ttlSecondsAfterFinished`;
  draft.set(`${to}.ttlSecondsAfterFinished`, values.number(ttl), ttl);
  for (const key of ["annotations", "volumes", "volumeMounts"]) {
    draft.set(`${to}.${key}`, values.get(`${from}.${key}`), `${from}.${key}`);
  }
  importServiceAccount(values, draft, `${from}.serviceAccount`, to);
}
