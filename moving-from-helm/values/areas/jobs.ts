import type { ConfigDraft } from "../config-draft";
import type { ReleaseValues } from "../release-values";
import { migratedServices } from "../../service-names";
import { importServiceAccount } from "./workload";

/** The accounts of migrations, and what is different of the life-cycle CronJob. */
export function importJobs(values: ReleaseValues, draft: ConfigDraft): void {
  noteLifeCycle(values);
  for (const { config, chart } of migratedServices) {
    const from = `${chart}.config.migration.serviceAccount`;
    importServiceAccount(values, draft, from, `${config}.migration`);
  }
}

function noteLifeCycle(values: ReleaseValues): void {
  const enabled = "membership.config.job.stackLifeCycle.enabled";
  const agents = values.flag("membership.feature.managedStacks") === false;
  if (values.flag(enabled) !== true || agents) return;
  values.note(
    enabled,
    "changed",
    "The chart and the control plane create this CronJob only for stacks of agents: membership.feature.managedStacks false, with NATS.",
  );
}
