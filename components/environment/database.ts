import * as pulumi from "@pulumi/pulumi";
import { databaseConnectionDefaults } from "../../facts/defaults";
import { parsePostgresUrl, type PostgresUrlParts } from "../../facts/postgres-url";
import type { DatabaseConnectionArgs } from "../args/database";
import { secretEntry, type EnvEntry } from "../kubernetes/env";

/** Folder in the pods that holds the database's certificate authority. */
export const databaseCaFolder = "/etc/formance/database-ca";

/** File in {@link databaseCaFolder}. */
export const databaseCaFile = "ca.crt";

/** The parts of the URL of a service. */
interface ServiceUrlParts extends PostgresUrlParts {
  /** Further parameters. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
}

/** A connection URL in which any user, password and database name survive. */
export function postgresUrl(parts: ServiceUrlParts): string {
  const host = parts.host.includes(":") ? `[${parts.host}]` : parts.host;
  const url = new URL(`postgresql://${host}`);
  url.port = String(parts.port);
  // The setters don't encode a percent sign, so it must be encoded before.
  url.username = encodeURIComponent(parts.user);
  if (parts.password !== undefined) url.password = encodeURIComponent(parts.password);
  url.pathname = `/${encodeURIComponent(parts.database)}`;
  url.searchParams.set("sslmode", parts.tlsMode);
  if (parts.caFile !== undefined) url.searchParams.set("sslrootcert", parts.caFile);
  for (const [name, value] of Object.entries(parts.parameters ?? {})) {
    url.searchParams.set(name, value);
  }
  return url.href;
}

/**
 * The variables by which Membership, Console and Portal find their database. The URL as a whole is
 * a secret value, so a password may hold any character; only what comes from an existing Secret is
 * filled in by the kubelet, unencoded. With IAM there is no password: the service asks AWS for a token.
 */
export function databaseEnv(connection: DatabaseConnectionArgs): EnvEntry[] {
  if (connection.url !== undefined) return fromUrl(connection.url);
  const parts = pulumi.output({
    host: connection.host,
    port: connection.port ?? databaseConnectionDefaults.port,
    database: connection.database,
    user: connection.user,
    tlsMode: connection.tlsMode ?? databaseConnectionDefaults.tlsMode,
    caFile: connection.tlsCa === undefined ? undefined : `${databaseCaFolder}/${databaseCaFile}`,
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
function expandedUrl(parts: ServiceUrlParts, login: string): string {
  return postgresUrl({ ...parts, user: "USER", password: "PASSWORD" }).replace(
    "USER:PASSWORD",
    () => login,
  );
}

function fromUrl(value: pulumi.Input<string>): EnvEntry[] {
  const url = pulumi.secret(value);
  const parts = url.apply(parsePostgresUrl);
  return [
    { name: "POSTGRES_USERNAME", secret: parts.user },
    { name: "POSTGRES_PASSWORD", secret: parts.password },
    { name: "POSTGRES_URI", secret: url },
  ];
}
