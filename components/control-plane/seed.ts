import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { fromChecked } from "../check-arguments";
import { secretGenerationsDefaults } from "../../facts/defaults";
import {
  databaseForOperator,
  databaseForPods,
  databaseOfUrlForOperator,
  operatorAddress,
} from "../../facts/database";
import type { ControlPlaneContext } from "./context";
import { MembershipSeed } from "../seed/membership-seed";
import { migrationJob } from "../seed/migration-job";
import type { SeedConnectionArgs } from "../seed/membership-seed-args";
import type { MembershipService } from "../membership/membership-service";

/** The seed that Membership's own wizard writes; none unless it is asked for. */
export function createWizardSeed(
  parent: pulumi.ComponentResource,
  { name, args }: ControlPlaneContext,
): MembershipSeed | undefined {
  if (args.seed?.via !== "wizard") return undefined;
  const { portForward: _, ...seed } = args.seed;
  return new MembershipSeed(
    `${name}-seed`,
    fromChecked({
      ...seed,
      secretGeneration:
        args.secretGenerations?.stackClients ?? secretGenerationsDefaults.stackClients,
    }),
    { parent },
  );
}

/** The seed that is written over a connection, after the migration; none unless it is asked for. */
export function createSeed(
  parent: pulumi.ComponentResource,
  context: ControlPlaneContext,
  membership: MembershipService,
): MembershipSeed | undefined {
  const { name, args, namespace } = context;
  if (args.seed === undefined || args.seed.via === "wizard") return undefined;
  const { portForward, ...seed } = args.seed;
  return new MembershipSeed(
    `${name}-seed`,
    fromChecked({
      ...seed,
      connection: { ...connection(parent, context), portForward },
      migration:
        args.membership?.migration?.enabled === false
          ? undefined
          : migrationJob(parent, namespace, membership.migrationJob),
      secretGeneration:
        args.secretGenerations?.stackClients ?? secretGenerationsDefaults.stackClients,
    }),
    { parent, dependsOn: [membership] },
  );
}

/** Membership's database as the machine that runs Pulumi reaches it. */
function connection(
  parent: pulumi.ComponentResource,
  { name, args, namespace, databases }: ControlPlaneContext,
): SeedConnectionArgs {
  const own = databases.membership;
  const way = { portForward: args.seed?.portForward !== undefined };
  if (own.url !== undefined) {
    const { tlsMode, tlsCa } = databaseForPods(args.database, "membership");
    const operator = operatorAddress(args.database, "membership", way);
    const parts = pulumi
      .output({ url: own.url, tlsMode, tlsCa, operator })
      .apply(({ url, operator: address, ...tls }) => databaseOfUrlForOperator(tls, url, address));
    // Only the password is secret; the rest names the database in previews and errors.
    return {
      tlsMode: pulumi.unsecret(parts.tlsMode),
      tlsCa: tlsCa === undefined ? undefined : pulumi.unsecret(parts.apply(authority)),
      host: pulumi.unsecret(parts.host),
      port: pulumi.unsecret(parts.port),
      database: pulumi.unsecret(parts.database),
      user: pulumi.unsecret(parts.user),
      password: parts.password,
    };
  }
  const { host, port, tlsMode, tlsCa } = databaseForOperator(args.database, "membership", way);
  return {
    tlsMode,
    tlsCa,
    host,
    port,
    database: own.database,
    user:
      own.userSecret === undefined
        ? own.user
        : readSecret(parent, `${name}-membership-db-user`, namespace, own.userSecret),
    password:
      own.passwordSecret === undefined
        ? (own.password ?? "")
        : readSecret(parent, `${name}-membership-db-password`, namespace, own.passwordSecret),
  };
}

/** Empty where the URL names another authority. */
const authority = ({ tlsCa }: { readonly tlsCa?: string | undefined }) => tlsCa ?? "";

/** A value of a Secret that exists in the cluster. */
function readSecret(
  parent: pulumi.ComponentResource,
  logicalName: string,
  namespace: pulumi.Input<string>,
  ref: { name: pulumi.Input<string>; key: pulumi.Input<string> },
): pulumi.Output<string> {
  const secret = k8s.core.v1.Secret.get(logicalName, pulumi.interpolate`${namespace}/${ref.name}`, {
    parent,
  });
  return pulumi.secret(
    pulumi
      .all([secret.data, ref.key])
      .apply(([data, key]) => Buffer.from(data[key] ?? "", "base64").toString("utf8")),
  );
}
