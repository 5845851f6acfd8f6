import * as pulumi from "@pulumi/pulumi";
import { parsePostgresUrl, type PostgresUrlParts } from "../../seed/postgres-url";
import type { DatabaseConnectionArgs } from "../args";
import type { EnvEntry } from "../kubernetes/env";

/** Folder in the pods that holds the database's certificate authority. */
export const databaseCaFolder = "/etc/formance/database-ca";

/** File in {@link databaseCaFolder}. */
export const databaseCaFile = "ca.crt";

/** A connection URL in which any user, password and database name survive. */
export function postgresUrl(parts: PostgresUrlParts): string {
  const host = parts.host.includes(":") ? `[${parts.host}]` : parts.host;
  const url = new URL(`postgresql://${host}`);
  url.port = String(parts.port);
  // The setters leave a percent sign as it is, so it must be encoded before.
  url.username = encodeURIComponent(parts.user);
  if (parts.password !== undefined) url.password = encodeURIComponent(parts.password);
  url.pathname = `/${encodeURIComponent(parts.database)}`;
  url.searchParams.set("sslmode", parts.tlsMode);
  if (parts.caFile !== undefined) url.searchParams.set("sslrootcert", parts.caFile);
  return url.href;
}

/**
 * The three variables by which Membership, Console and Portal find their database. The URL as a
 * whole is a secret value, so a password may hold any character; only a password from an existing
 * Secret is put in by the kubelet, as it is.
 */
export function databaseEnv(connection: DatabaseConnectionArgs): EnvEntry[] {
  if (connection.url !== undefined) return fromUrl(connection.url);
  const parts = pulumi.output({
    host: connection.host,
    port: connection.port ?? 5432,
    database: connection.database,
    user: connection.user,
    tlsMode: connection.tlsMode ?? "verify-full",
    caFile: connection.tlsCa === undefined ? undefined : `${databaseCaFolder}/${databaseCaFile}`,
  });
  const user = { name: "POSTGRES_USERNAME", value: connection.user };
  if (connection.passwordSecret !== undefined) {
    return [
      user,
      { name: "POSTGRES_PASSWORD", secretRef: connection.passwordSecret },
      { name: "POSTGRES_URI", value: parts.apply(expandedUrl) },
    ];
  }
  const password = pulumi.secret(connection.password ?? "");
  return [
    user,
    { name: "POSTGRES_PASSWORD", secret: password },
    {
      name: "POSTGRES_URI",
      secret: pulumi
        .all([parts, password])
        .apply(([known, secret]) => postgresUrl({ ...known, password: secret })),
    },
  ];
}

/** The URL with `$(NAME)` in place of user and password; the kubelet fills them in. */
function expandedUrl(parts: PostgresUrlParts): string {
  const url = postgresUrl({ ...parts, user: "USER", password: "PASSWORD" });
  return url.replace("USER:PASSWORD", "$(POSTGRES_USERNAME):$(POSTGRES_PASSWORD)");
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
