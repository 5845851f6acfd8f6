import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as postgresql from "@pulumi/postgresql";
import * as pulumi from "@pulumi/pulumi";
import type { DatabaseConnectionArgs } from "../args/shared";
import type { ControlPlaneArgs } from "../args/control-plane";
import type { ControlPlaneDatabaseArgs, ServiceDatabaseArgs } from "../args/database";
import { Database } from "../database/database";
import { optional } from "../optional";

/** The services that have a database. */
export type DatabaseService = "dex" | "membership" | "console" | "portal";

/** How the pods of each service reach their database. */
export type Databases = Readonly<Record<DatabaseService, DatabaseConnectionArgs>>;

/** Whether Dex is deployed and keeps its state in Postgres. */
export function usesPostgres({ oidc, dex }: ControlPlaneArgs): boolean {
  return oidc === undefined && (dex?.storageType ?? "postgres") === "postgres";
}

/** A database for each deployed service; with `managed`, made on the server. */
export function createDatabases(
  parent: pulumi.ComponentResource,
  name: string,
  args: ControlPlaneArgs,
): Databases {
  const provider = args.database.managed === true ? createProvider(parent, name, args) : undefined;
  const deployed: Record<DatabaseService, boolean> = {
    dex: usesPostgres(args),
    membership: true,
    console: args.console?.enabled ?? true,
    portal: args.portal?.enabled ?? true,
  };
  const connect = (service: DatabaseService): DatabaseConnectionArgs => {
    const settings = args.database[service];
    const wanted = {
      host: settings?.host ?? args.database.host,
      port: settings?.port ?? args.database.port ?? 5432,
      database: settings?.database ?? service,
      user: settings?.user ?? service,
      tlsMode: settings?.tlsMode ?? args.database.tlsMode ?? "verify-full",
      ...optional("tlsCa", settings?.tlsCa ?? args.database.tlsCa),
    };
    if (!deployed[service]) return wanted;
    const database = new Database(
      `${name}-${service}-db`,
      {
        ...wanted,
        ...optional("password", settings?.password),
        ...optional("passwordSecret", settings?.passwordSecret),
        ...optional("url", settings?.url),
        managed: args.database.managed ?? false,
        passwordGeneration: args.secretGenerations?.database ?? 1,
        administrator: args.database.admin?.user ?? "postgres",
        protect: args.protect ?? false,
      },
      { parent, ...(provider === undefined ? {} : { providers: { postgresql: provider } }) },
    );
    return {
      ...wanted,
      database: database.database,
      user: database.user,
      password: database.password,
      ...optional("userSecret", settings?.userSecret),
      ...optional("passwordSecret", settings?.passwordSecret),
      ...(service === "dex" ? {} : forServices(args.database, settings)),
      ...(settings?.url === undefined ? {} : { url: database.url }),
    };
  };
  return {
    dex: connect("dex"),
    membership: connect("membership"),
    console: connect("console"),
    portal: connect("portal"),
  };
}

/** What Membership, Console and Portal can, and Dex can't. */
function forServices(all: ControlPlaneDatabaseArgs, own: ServiceDatabaseArgs | undefined) {
  return {
    iam: own?.iam ?? all.iam ?? false,
    ...optional("parameters", all.parameters),
    ...optional("migration", own?.migration),
  };
}

function createProvider(parent: pulumi.ComponentResource, name: string, args: ControlPlaneArgs) {
  const { database } = args;
  return new postgresql.Provider(
    `${name}-postgresql`,
    {
      host: database.operatorHost ?? database.host,
      port: database.operatorPort ?? database.port ?? 5432,
      username: database.admin?.user ?? "postgres",
      password: pulumi.secret(database.admin?.password ?? ""),
      database: database.admin?.database ?? "postgres",
      superuser: database.admin?.superuser ?? true,
      sslmode: database.tlsMode ?? "verify-full",
      ...certificateFile(database),
      // The provider's own default is three minutes, in which nothing is said.
      connectTimeout: 15,
    },
    { parent },
  );
}

/** The provider takes the authority as a file only. */
function certificateFile({ tlsCa }: ControlPlaneDatabaseArgs) {
  if (tlsCa === undefined) return {};
  return {
    sslrootcert: pulumi.output(tlsCa).apply((pem) => {
      const hash = createHash("sha256").update(pem).digest("hex").slice(0, 16);
      const file = join(tmpdir(), `formance-control-plane-ca-${hash}.pem`);
      writeFileSync(file, pem);
      return file;
    }),
  };
}
