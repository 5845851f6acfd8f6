import * as z from "zod";
import { cronSchedule } from "../cron";
import { int32, objectName, text } from "../fields";
import { annotations } from "../kubernetes-form";
import { objectsIn } from "../interfaces";
import { optional } from "../notes";
import { resources, tolerations, volumeFields } from "./workload";

const object = objectsIn("jobs");

const asServer = "the server's";

/** Settings of a Job. */
export const job = object(
  "JobSettingsArgs",
  "A Job of a service. Unset fields default to those of the service's server.",
  {
    annotations: optional(annotations(), "Annotations of the Job."),
    ttlSecondsAfterFinished: optional(
      int32(0),
      "Time after which the cluster deletes the finished Job, in seconds. After a refresh, the next update then runs the Job again, which changes nothing.",
      { defaultText: "the Job stays until another replaces it" },
    ),
    resources: resources(asServer),
    serviceAccountName: optional(objectName(), "Name of an existing ServiceAccount to run as.", {
      defaultText: "one is created",
    }),
    serviceAccountAnnotations: optional(
      annotations(),
      "Annotations of the created ServiceAccount.",
      {
        defaultText: asServer,
      },
    ),
    ...volumeFields("the Job"),
  },
);

/** Settings of the Job that migrates a service's database. */
export const migration = object(
  "MigrationArgs",
  "The Job that migrates a service's database before the server starts.",
  {
    enabled: optional(z.boolean(), "Run the migration.", { default: true, plain: true }),
    ...job.shape,
  },
);

/** A CronJob of Membership. */
export const cronJob = (enabled: boolean, schedule: string) =>
  object(
    "CronJobArgs",
    "A CronJob of Membership. Unset fields default to those of Membership's server.",
    {
      enabled: optional(z.boolean(), "Create the CronJob.", { default: enabled, plain: true }),
      schedule: optional(text(cronSchedule), "When it runs: five cron fields, in UTC.", {
        default: schedule,
      }),
      suspend: optional(z.boolean(), "Keep the CronJob without running it.", { default: false }),
      concurrencyPolicy: optional(
        z.enum(["Forbid", "Allow", "Replace"]),
        "What to do if the previous run hasn't finished.",
        { default: "Forbid" },
      ),
      startingDeadlineSeconds: optional(z.int().min(10), "How late a run may start, in seconds.", {
        default: 200,
      }),
      restartPolicy: optional(
        z.enum(["Never", "OnFailure"]),
        "Whether to restart a failed container.",
        { default: "Never" },
      ),
      annotations: optional(annotations(), "Annotations of the CronJob."),
      resources: resources(asServer),
      tolerations: optional(tolerations(), "Taints that the pods tolerate.", {
        defaultText: asServer,
      }),
      ...volumeFields("the pods"),
    },
  );
