import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as postgresql from "@pulumi/postgresql";
import * as pulumi from "@pulumi/pulumi";
import { fromChecked } from "../check-arguments";
import { defaults } from "../../facts/defaults";
import { administratorDatabase, databaseForPods } from "../../facts/database";
import { usesPostgres } from "../../facts/deployment";
import { perService, type Service } from "../../facts/services";
import type {
  ControlPlaneDatabaseArgs,
  DatabaseConnectionArgs,
  ServiceDatabaseArgs,
} from "../args/database";
import type { ControlPlaneArgs } from "../args/control-plane";
import { Database } from "../database/database";
import type { KeptDatabaseArgs } from "../database/take-up";

/** How the pods of each service reach their database. */
export type Databases = Readonly<Record<Service, DatabaseConnectionArgs>>;

/** A database for each deployed service; with `managed`, made on the server. */
export function createDatabases(
  parent: pulumi.ComponentResource,
  name: string,
  args: ControlPlaneArgs,
): Databases {
  const provider = args.database.managed === true ? createProvider(parent, name, args) : undefined;
  const connect = (service: Service): DatabaseConnectionArgs => {
    const settings = args.database[service];
    const place = databaseForPods(args.database, service);
    if (!usesPostgres(args, service)) return place;
    const database = new Database(
      `${name}-${service}-db`,
      fromChecked({
        ...place,
        password: settings?.password,
        passwordSecret: settings?.passwordSecret,
        url: settings?.url,
        managed: args.database.managed ?? defaults.database.managed,
        passwordGeneration: args.secretGenerations?.database ?? defaults.secretGenerations.database,
        administrator: administratorDatabase(args.database).user,
        protect: args.protect ?? defaults.protect,
        takeUp: keptDatabases(args),
      }),
      { parent, providers: provider && { postgresql: provider } },
    );
    return {
      ...place,
      database: database.database,
      user: database.user,
      password: database.password,
      userSecret: settings?.userSecret,
      passwordSecret: settings?.passwordSecret,
      ...(service !== "dex" && forServices(args.database, settings)),
      url: settings?.url === undefined ? undefined : database.url,
    };
  };
  return perService(connect);
}

/** The server with the databases to take up; nothing where they are created. */
function keptDatabases({ database }: ControlPlaneArgs): KeptDatabaseArgs | undefined {
  if (database.managed !== true || database.takeUp !== true) return undefined;
  return {
    ...administratorDatabase(database),
    password: pulumi.secret(database.admin?.password ?? ""),
  };
}

/** What Membership, Console and Portal can, and Dex can't. */
function forServices(all: ControlPlaneDatabaseArgs, own: ServiceDatabaseArgs | undefined) {
  return {
    iam: own?.iam ?? all.iam ?? defaults.database.iam,
    parameters: all.parameters,
    migration: own?.migration,
  };
}

function createProvider(parent: pulumi.ComponentResource, name: string, args: ControlPlaneArgs) {
  const { database } = args;
  const place = administratorDatabase(database);
  return new postgresql.Provider(
    `${name}-postgresql`,
    {
      host: place.host,
      port: place.port,
      username: place.user,
      password: pulumi.secret(database.admin?.password ?? ""),
      database: place.database,
      superuser: database.admin?.superuser ?? defaults.database.admin.superuser,
      sslmode: place.tlsMode,
      ...certificateFile(place.tlsCa),
      // The provider's own default is three minutes without any message.
      connectTimeout: 15,
    },
    { parent },
  );
}

/** The provider takes the authority as a file only. */
function certificateFile(tlsCa: pulumi.Input<string> | undefined) {
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
