import * as pulumi from "@pulumi/pulumi";
import { membershipServerDefaults as own } from "../../facts/defaults";
import type { ContainerImageArgs } from "../args/place";
import { databaseEnv } from "../environment/database";
import { observabilityEnv, podName, text } from "../environment/observability";
import { licenceEnv } from "../environment/services";
import type { MountedVolume } from "../kubernetes/mounted-volume";
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
  for (const { role, command, env, settings, byDefault } of tasksOf(args, context.issuer)) {
    if (!(settings?.enabled ?? byDefault.enabled)) continue;
    createCronJob(parent, name, {
      identity: context.identity,
      namespace: context.namespace,
      workload: args,
      image: context.pull,
      role,
      serviceAccountName: context.serviceAccountName,
      schedule: settings?.schedule ?? byDefault.schedule,
      job: settings,
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
  }
}

/** A recurring task. */
interface Task {
  readonly role: string;
  readonly command: pulumi.Input<string>[];
  readonly env: readonly EnvEntry[];
  readonly settings: CronJobArgs | undefined;
  readonly byDefault: { readonly enabled: boolean; readonly schedule: string };
}

function tasksOf(args: MembershipServiceArgs, issuer: pulumi.Input<string>): Task[] {
  const tasks: Task[] = [
    {
      role: "gc-invitation",
      command: ["gc", "invitation-expired"],
      env: cleanupEnv(args),
      settings: args.invitationCleanup,
      byDefault: own.invitationCleanup,
    },
    {
      role: "gc",
      command: ["gc", "auth-token"],
      env: cleanupEnv(args),
      settings: args.tokenCleanup,
      byDefault: own.tokenCleanup,
    },
  ];
  if (!runsAgents(args)) return tasks;
  const dryRun = pulumi.interpolate`--dry-run=${args.stack?.cycleDryRun ?? own.stack.cycleDryRun}`;
  tasks.push({
    role: "stack-lc",
    command: ["stack-cycle", dryRun],
    env: lifeCycleEnv(args, issuer),
    settings: args.stackLifeCycle,
    byDefault: own.stackLifeCycle,
  });
  return tasks;
}

function cleanupEnv(args: MembershipServiceArgs): EnvEntry[] {
  return [
    { name: "DEBUG", value: text(args.debug ?? own.debug) },
    podName,
    ...databaseEnv(args.database),
    ...observabilityEnv("membership", args.observability),
    ...licenceEnv(args.licence),
  ];
}

function lifeCycleEnv(args: MembershipServiceArgs, issuer: pulumi.Input<string>): EnvEntry[] {
  return [
    { name: "STACK_WARN_DELAY", value: args.stack?.warnDelay ?? own.stack.warnDelay },
    {
      name: "STACK_DISPOSABLE_DELAY",
      value: args.stack?.disposableDelay ?? own.stack.disposableDelay,
    },
    { name: "SERVICE_URL", value: issuer },
    ...databaseEnv(args.database),
    { name: "DEBUG", value: text(args.debug ?? own.debug) },
    podName,
    ...publishing(args),
    ...observabilityEnv("membership", args.observability),
    ...licenceEnv(args.licence),
    ...extraEnv(args.env),
  ];
}
