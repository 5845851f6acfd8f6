import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { membershipServerDefaults as own, natsDefaults } from "../../facts/defaults";
import { databaseEnv, migrationConnection } from "../environment/database";
import { observabilityEnv, podName, text } from "../environment/observability";
import { licenceEnv } from "../environment/services";
import type { NatsArgs } from "../args/connections";
import type { ContainerSpec } from "../kubernetes/container";
import { createEnvSecret, type SecretSpec } from "../kubernetes/content-objects";
import type { MountedVolume } from "../kubernetes/mounted-volume";
import { containerEnv, type EnvEntry } from "../kubernetes/env";
import { createMigration } from "../kubernetes/jobs";
import { publishing } from "./env";
import type { MembershipServiceArgs } from "./membership-service-args";

/** What the migration shares with the server. */
interface MigrationContext {
  readonly secrets: Omit<SecretSpec, "data">;
  /** The Secret of the other Jobs, which holds the same unless the migration logs in otherwise. */
  readonly jobSecret: k8s.core.v1.Secret | undefined;
  readonly image: pulumi.Input<string>;
  readonly ca: MountedVolume;
}

/** The Job that makes Membership's tables, and with NATS its stream; none where it is off. */
export function createMembershipMigration(
  parent: pulumi.ComponentResource,
  name: string,
  args: MembershipServiceArgs,
  { secrets, jobSecret, image, ca }: MigrationContext,
): k8s.batch.v1.Job[] {
  const secret =
    args.database.migration === undefined
      ? jobSecret
      : createEnvSecret(parent, `${name}-migration`, secrets, secretEnv(args));
  const secretName = secret?.metadata.name;
  const containers: ContainerSpec[] = [
    {
      name: "migrate",
      image,
      args: ["storage", "migrations", "up"],
      env: containerEnv(schemaEnv(args), secretName),
      volumeMounts: ca.volumeMounts,
    },
  ];
  if (args.nats !== undefined) {
    containers.push({
      name: "membership-init",
      image,
      args: ["stream", "init"],
      env: containerEnv(streamEnv(args, args.nats), secretName),
    });
  }
  return createMigration(parent, name, {
    identity: secrets.identity,
    namespace: secrets.namespace,
    image: args.image,
    workload: args,
    job: args.migration,
    containers,
    volumes: ca.volumes,
  });
}

function schemaEnv(args: MembershipServiceArgs): EnvEntry[] {
  return [
    { name: "DEV", value: text(args.dev ?? own.dev) },
    { name: "DEBUG", value: text(args.debug ?? own.debug) },
    podName,
    ...observabilityEnv("membership", args.observability),
    ...databaseEnv(migrationConnection(args.database)),
    ...licenceEnv(args.licence),
  ];
}

function streamEnv(args: MembershipServiceArgs, nats: NatsArgs): EnvEntry[] {
  const replicas = nats.jetstreamReplicas ?? natsDefaults.jetstreamReplicas;
  return [
    { name: "JETSTREAM_REPLICAS", value: text(replicas) },
    ...licenceEnv(args.licence),
    { name: "DEBUG", value: text(args.debug ?? own.debug) },
    podName,
    ...publishing(args),
  ];
}

/** What both containers have of the environment that may be secret. */
function secretEnv(args: MembershipServiceArgs): EnvEntry[] {
  return [
    ...databaseEnv(migrationConnection(args.database)),
    ...licenceEnv(args.licence),
    ...publishing(args),
  ];
}
