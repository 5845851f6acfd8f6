import * as z from "zod";
import { objectName, stringMap, text } from "../fields";
import { optional } from "../notes";
import { cronSchedule } from "../text-formats";
import { resources, tolerations, volumeFields } from "./workload";

const asServer = "those of the server";

const jobFields = () => ({
  annotations: optional(stringMap(), "Annotations of the Job."),
  ttlSecondsAfterFinished: optional(
    z.int().min(0),
    "Time after which the cluster removes a Job that has ended, in seconds. The next update after a refresh misses it then, and runs it again, which changes nothing.",
    { defaultText: "it stays until another takes its place" },
  ),
  resources: resources(asServer),
  serviceAccountName: optional(objectName(), "Name of an existing ServiceAccount to run as.", {
    defaultText: "one is made",
  }),
  serviceAccountAnnotations: optional(
    stringMap(),
    "Annotations of the ServiceAccount that is made.",
    { defaultText: asServer },
  ),
  ...volumeFields("the Job"),
});

/** Settings of a Job. */
export const job = () => z.strictObject(jobFields());

/** Settings of the Job that brings a service's tables up to date. */
export const migration = () =>
  z.strictObject({
    enabled: optional(z.boolean(), "Run the migration.", { default: true }),
    ...jobFields(),
  });

/** A CronJob of Membership. */
export const cronJob = (enabled: boolean, schedule: string) =>
  z.strictObject({
    enabled: optional(z.boolean(), "Make the CronJob.", { default: enabled }),
    schedule: optional(text(cronSchedule), "When it runs, as five cron fields in UTC.", {
      default: schedule,
    }),
    suspend: optional(z.boolean(), "Keep the CronJob, but don't run it.", { default: false }),
    concurrencyPolicy: optional(
      z.enum(["Forbid", "Allow", "Replace"]),
      "What happens while the run before hasn't ended.",
      { default: "Forbid" },
    ),
    startingDeadlineSeconds: optional(z.int().min(10), "How late a run may begin, in seconds.", {
      default: 200,
    }),
    restartPolicy: optional(
      z.enum(["Never", "OnFailure"]),
      "Whether a container that failed is started again.",
      { default: "Never" },
    ),
    annotations: optional(stringMap(), "Annotations of the CronJob."),
    resources: resources(asServer),
    tolerations: optional(tolerations(), "Taints that the pods tolerate.", {
      defaultText: asServer,
    }),
    ...volumeFields("the pods"),
  });
