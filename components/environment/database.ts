import * as pulumi from "@pulumi/pulumi";
import { databaseConnectionDefaults } from "../../facts/defaults";
import {
  parsePostgresUrl,
  postgresUrl,
  postgresUrlProblem,
  withParameters,
  type PostgresUrlParts,
} from "../../facts/postgres-url";
import type { DatabaseConnectionArgs } from "../args/database";
import { secretEntry, type EnvEntry } from "../kubernetes/env";

/** Folder in the pods that holds the database's certificate authority. */
export const databaseCaFolder = "/etc/formance/database-ca";

/** File in {@link databaseCaFolder}. */
export const databaseCaFile = "ca.crt";

/**
 * The variables by which Membership, Console and Portal find their database. The URL as a whole is
 * a secret value, so a password may hold any character; only what comes from an existing Secret is
 * filled in by the kubelet, unencoded. With IAM there is no password: the service asks AWS for a token.
 */
export function databaseEnv(connection: DatabaseConnectionArgs): EnvEntry[] {
  if (connection.url !== undefined) return fromUrl(connection.url, connection);
  const parts = pulumi.output({
    host: connection.host,
    port: connection.port ?? databaseConnectionDefaults.port,
    database: connection.database,
    user: connection.user,
    tlsMode: connection.tlsMode ?? databaseConnectionDefaults.tlsMode,
    caFile: authorityFile(connection),
    parameters: connection.parameters,
  });
  const user: EnvEntry =
    connection.userSecret === undefined
      ? { name: "POSTGRES_USERNAME", value: connection.user }
      : { name: "POSTGRES_USERNAME", secretRef: connection.userSecret };
  const expanded = (login: string) => ({
    name: "POSTGRES_URI",
    value: parts.apply((known) => expandedUrl(known, login)),
  });
  if (connection.iam === true) {
    return [
      { name: "POSTGRES_AWS_ENABLE_IAM", value: "true" },
      user,
      expanded("$(POSTGRES_USERNAME)"),
    ];
  }
  const password = secretEntry(
    "POSTGRES_PASSWORD",
    pulumi.secret(connection.password ?? ""),
    connection.passwordSecret,
  );
  if (connection.passwordSecret !== undefined || connection.userSecret !== undefined) {
    return [user, password, expanded("$(POSTGRES_USERNAME):$(POSTGRES_PASSWORD)")];
  }
  return [
    user,
    password,
    {
      name: "POSTGRES_URI",
      secret: pulumi
        .all([parts, pulumi.secret(connection.password ?? "")])
        .apply(([known, secret]) => postgresUrl({ ...known, password: secret })),
    },
  ];
}

/** The database as the migration logs in to it. */
export function migrationConnection(connection: DatabaseConnectionArgs): DatabaseConnectionArgs {
  const { migration, ...server } = connection;
  if (migration === undefined) return server;
  const { userSecret, password, passwordSecret, ...others } = server;
  const hasPassword = migration.password !== undefined || migration.passwordSecret !== undefined;
  const own = {
    password,
    passwordSecret,
  };
  return {
    ...others,
    userSecret: migration.user === undefined ? userSecret : undefined,
    ...(!hasPassword && own),
    ...migration,
    user: migration.user ?? connection.user,
  };
}

/** The URL with `$(NAME)` instead of the login; the kubelet fills it in. */
function expandedUrl(parts: PostgresUrlParts, login: string): string {
  return postgresUrl({ ...parts, user: "USER", password: "PASSWORD" }).replace(
    "USER:PASSWORD",
    () => login,
  );
}

/** The authority's file in the pods, where there is an authority. */
export function authorityFile({ tlsCa }: Pick<DatabaseConnectionArgs, "tlsCa">) {
  return tlsCa === undefined ? undefined : `${databaseCaFolder}/${databaseCaFile}`;
}

/**
 * The URL; one that leads nowhere instead of a wrong one, which the check of the arguments reports
 * once, and each use would report again.
 */
export function usableUrl(url: string): string {
  return postgresUrlProblem(url) === undefined
    ? url
    : "postgresql://invalid:invalid@wrong-url.invalid/invalid";
}

/** The connection's URL, with what it leaves out of the settings. */
export function completeUrl(
  url: pulumi.Input<string>,
  { tlsMode, tlsCa, parameters }: Pick<DatabaseConnectionArgs, "tlsMode" | "tlsCa" | "parameters">,
): pulumi.Output<string> {
  return pulumi
    .all([pulumi.secret(url), tlsMode ?? databaseConnectionDefaults.tlsMode, parameters])
    .apply(([known, sslmode, others]) =>
      withParameters(usableUrl(known), {
        sslmode,
        sslrootcert: authorityFile({ tlsCa }),
        ...others,
      }),
    );
}

function fromUrl(
  value: pulumi.Input<string>,
  settings: Pick<DatabaseConnectionArgs, "tlsMode" | "tlsCa" | "parameters">,
): EnvEntry[] {
  const url = completeUrl(value, settings);
  const parts = url.apply(parsePostgresUrl);
  return [
    { name: "POSTGRES_USERNAME", secret: parts.user },
    { name: "POSTGRES_PASSWORD", secret: parts.password },
    { name: "POSTGRES_URI", secret: url },
  ];
}
