import { below, obsolete, unused, type Capability } from "./capability";

const cronJob = [
  "enabled",
  "schedule",
  "suspend",
  "concurrencyPolicy",
  "startingDeadlineSeconds",
  "restartPolicy",
  "resources",
  "tolerations",
  "volumes",
  "volumeMounts",
  "annotations",
];

/** Migrations, the first rows, and CronJobs. */
export const jobs: readonly Capability[] = [
  {
    id: "F075",
    capability: "Migrations",
    settings: { "<migrated>.config.migration.enabled": "<migrated>.migration.enabled" },
  },
  {
    id: "F076",
    capability: "The account of migrations",
    values: ["<migrated>.config.migration.serviceAccount.*"],
    config: [
      "<migrated>.migration.serviceAccountName",
      "<migrated>.migration.serviceAccountAnnotations",
    ],
  },
  {
    id: "F077",
    capability: "Migrations as hooks",
    reason:
      "Hooks are Helm's way to order objects. Here the servers depend on the migration Job, which must have succeeded before.",
    leftOver: {
      "*.feature.migrationHooks": obsolete(
        "Migrations run before the servers by their order, without Helm's hooks.",
      ),
    },
  },
  {
    id: "F078",
    capability: "Annotations, clean-up and volumes of migrations",
    settings: below("<migrated>.config.migration", "<migrated>.migration", [
      "annotations",
      "ttlSecondsAfterFinished",
      "volumes",
      "volumeMounts",
    ]),
  },
  {
    id: "F079",
    capability: "First users, organizations, regions and stacks by the wizard",
    values: ["membership.config.wizard.setup"],
    config: ["seed.via", "seed.users", "seed.organizations", "seed.regions", "seed.stacks"],
    note: "By default the rows are written over a connection, again and again without harm, see [seeding](seeding.md).",
  },
  {
    id: "F080",
    capability: "Settings of the wizard's Job",
    settings: below("membership.config.wizard.job", "membership.wizard", [
      "annotations",
      "ttlSecondsAfterFinished",
    ]),
    leftOver: {
      "membership.config.wizard.job.labels.*": unused("The chart doesn't read it."),
    },
  },
  {
    id: "F081",
    capability: "Removal of expired invitations",
    settings: below("membership.config.job.invitationGC", "membership.invitationCleanup", cronJob),
  },
  {
    id: "F082",
    capability: "Removal of expired tokens",
    settings: below("membership.config.job.garbageCollector", "membership.tokenCleanup", cronJob),
  },
  {
    id: "F083",
    capability: "The life cycle of stacks, also as a dry run",
    settings: {
      ...below("membership.config.job.stackLifeCycle", "membership.stackLifeCycle", cronJob),
      "membership.config.stack.cycle.dryRun": "membership.stack.cycleDryRun",
    },
    leftOver: {
      "membership.job.*": unused(
        "The chart doesn't read it: jobs are below membership.config.job. If it was meant, set membership.invitationCleanup, tokenCleanup or stackLifeCycle in the stack config.",
      ),
      "global.scheme": unused(
        "Only the life-cycle CronJob read it, for an address that was wrong.",
      ),
    },
  },
];
