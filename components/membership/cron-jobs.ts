import * as pulumi from "@pulumi/pulumi";
import type { ContainerImageArgs } from "../args/place";
import { databaseEnv } from "../environment/database";
import { observabilityEnv, podName, text } from "../environment/observability";
import { licenceEnv } from "../environment/services";
import type { MountedVolume } from "../kubernetes/database-ca";
import type { CronJobArgs } from "../args/jobs";
import { containerEnv, extraEnv, type EnvEntry } from "../kubernetes/env";
import { createCronJob } from "../kubernetes/jobs";
import type { Identity } from "../kubernetes/labels";
import { publishing, runsAgents } from "./env";
import type { MembershipServiceArgs } from "./membership-service-args";

/** What the CronJobs share with the server. */
export interface CronJobContext {
  readonly identity: Identity;
  readonly namespace: pulumi.Input<string>;
  readonly image: pulumi.Input<string>;
  readonly pull: ContainerImageArgs | undefined;
  readonly secretName: pulumi.Input<string> | undefined;
  readonly serviceAccountName: pulumi.Input<string>;
  readonly issuer: pulumi.Input<string>;
  readonly ca: MountedVolume;
  readonly dependsOn: readonly pulumi.Resource[];
}

/** The recurring tasks of Membership: expired invitations, expired tokens, life cycle of stacks. */
export function createMembershipCronJobs(
  parent: pulumi.ComponentResource,
  name: string,
  args: MembershipServiceArgs,
  context: CronJobContext,
): void {
  const create = (
    role: string,
    command: pulumi.Input<string>[],
    schedule: pulumi.Input<string>,
    job: CronJobArgs | undefined,
    env: readonly EnvEntry[],
  ) => {
    createCronJob(parent, name, {
      identity: context.identity,
      namespace: context.namespace,
      workload: args,
      image: context.pull,
      role,
      serviceAccountName: context.serviceAccountName,
      schedule: job?.schedule ?? schedule,
      job,
      volumes: context.ca.volumes,
      containers: [
        {
          name: role,
          image: context.image,
          args: command,
          env: containerEnv(env, context.secretName),
          volumeMounts: context.ca.volumeMounts,
        },
      ],
      dependsOn: context.dependsOn,
    });
  };

  if (args.invitationCleanup?.enabled ?? true) {
    const env = cleanupEnv(args);
    create(
      "gc-invitation",
      ["gc", "invitation-expired"],
      "0/30 * * * *",
      args.invitationCleanup,
      env,
    );
  }
  if (args.tokenCleanup?.enabled ?? false) {
    create("gc", ["gc", "auth-token"], "0 0 * * *", args.tokenCleanup, cleanupEnv(args));
  }
  if ((args.stackLifeCycle?.enabled ?? false) && runsAgents(args)) {
    const dryRun = pulumi.interpolate`--dry-run=${args.stack?.cycleDryRun ?? true}`;
    const env = lifeCycleEnv(args, context.issuer);
    create("stack-lc", ["stack-cycle", dryRun], "*/30 * * * *", args.stackLifeCycle, env);
  }
}

function cleanupEnv(args: MembershipServiceArgs): EnvEntry[] {
  return [
    { name: "DEBUG", value: text(args.debug ?? false) },
    podName,
    ...databaseEnv(args.database),
    ...observabilityEnv("membership", args.observability),
    ...licenceEnv(args.licence),
  ];
}

function lifeCycleEnv(args: MembershipServiceArgs, issuer: pulumi.Input<string>): EnvEntry[] {
  return [
    { name: "STACK_WARN_DELAY", value: args.stack?.warnDelay ?? "72h" },
    { name: "STACK_DISPOSABLE_DELAY", value: args.stack?.disposableDelay ?? "360h" },
    { name: "SERVICE_URL", value: issuer },
    ...databaseEnv(args.database),
    { name: "DEBUG", value: text(args.debug ?? false) },
    podName,
    ...publishing(args),
    ...observabilityEnv("membership", args.observability),
    ...licenceEnv(args.licence),
    ...extraEnv(args.env),
  ];
}
