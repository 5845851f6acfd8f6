import { counted } from "../../../messages/counted";
import type { ClusterSnapshot, Job } from "../../cluster/snapshot";
import { changing, failed, ok, warning, type CheckFinding } from "../../finding";
import { unstopped, type ClusterCheck } from "./cluster-check";
import { conditionOf } from "./conditions";
import { missingProgram } from "./image-program";
import { CONFIG_FAULTS, PULL_FAULTS } from "./pods";

export const migration: ClusterCheck = {
  id: "migration",
  title: "The migrations and other Jobs have completed",
  meaning: "A service doesn't start on a database that its migration hasn't prepared.",
  causes: [
    "The cluster can't reach the database, or the database refuses the role or password.",
    "The role isn't allowed to create tables.",
    "The image of Console or Portal doesn't match `imageForm`; for example, it has no pnpm.",
  ],
  remedy:
    "Read the reason with kubectl -n NAMESPACE logs job/NAME. Once it is fixed, run pulumi up, which runs the Job again.",
  look(view) {
    return view.jobs.map((job) => ({ subject: job.metadata.name, ...jobFinding(job, view) }));
  },
};

function jobFinding(job: Job, view: ClusterSnapshot): CheckFinding {
  const { metadata, status } = job;
  const own = view.pods.filter(({ metadata: { ownerReferences = [] } }) =>
    ownerReferences.some(({ kind, name }) => kind === "Job" && name === metadata.name),
  );
  const missing = own
    .map((pod) => missingProgram(pod.metadata.name, view))
    .find((found) => found !== undefined);
  const failure = conditionOf(status?.conditions, "Failed");
  const schedule = metadata.ownerReferences?.find(({ kind }) => kind === "CronJob");
  if (schedule !== undefined) {
    return failure === undefined
      ? ok("It runs on a schedule.")
      : warning(
          `This run of the CronJob ${schedule.name} failed; the schedule starts the next one.`,
          "Read the reason with kubectl -n NAMESPACE logs job/NAME. The run stays until later ones have failed.",
        );
  }
  if (failure !== undefined) {
    const reason = [failure.reason, failure.message].filter(Boolean).join(": ");
    const times = counted(status?.failed ?? 0, "time");
    const cause = missing === undefined ? "" : `: ${missing.words}`;
    return failed(
      `It failed ${times} and isn't retried${reason === "" ? "" : ` (${unstopped(reason)})`}${cause}.`,
      missing?.remedy,
    );
  }
  const isComplete = conditionOf(status?.conditions, "Complete") !== undefined;
  if (isComplete || (status?.succeeded ?? 0) > 0) return ok("It has completed.");
  if (missing !== undefined) return failed(`It can't run: ${missing.words}.`, missing.remedy);
  const stuck = own
    .flatMap(({ status: state }) => state?.containerStatuses ?? [])
    .map(({ state }) => state?.waiting)
    .find((waiting) => [...PULL_FAULTS, ...CONFIG_FAULTS].includes(waiting?.reason ?? ""));
  if (stuck !== undefined) {
    const words = [stuck.reason, stuck.message].filter(Boolean).join(": ");
    return failed(`Its pod can't be started (${unstopped(words)}).`);
  }
  return changing(
    `It hasn't completed yet: ${status?.active ?? 0} running, ${status?.failed ?? 0} failed.`,
  );
}
