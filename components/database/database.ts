import * as postgresql from "@pulumi/postgresql";
import * as pulumi from "@pulumi/pulumi";
import { checkArguments } from "../check-arguments";
import { databaseConnectionDefaults, defaults } from "../../facts/defaults";
import { postgresUrl } from "../../facts/postgres-url";
import type { SecretKeyArgs } from "../args/shared";
import { completeUrl } from "../environment/database";
import { generateSecret } from "../kubernetes/generated-secret";
import { takenUpRole, type KeptDatabase, type KeptDatabaseArgs } from "./take-up";

/** Arguments of {@link Database}. */
export interface DatabaseArgs {
  /**
   * Create the database, its role and the role's password, with the postgresql provider from the
   * resource options.
   * @default false: use existing ones
   */
  managed?: boolean;
  /** Host of the server, as the pods see it. */
  host: pulumi.Input<string>;
  /**
   * Port of the server.
   * @default 5432
   */
  port?: pulumi.Input<number>;
  /** Name of the database. **Replaces** a managed database when changed. */
  database: pulumi.Input<string>;
  /** Role that owns the database and logs in. */
  user: pulumi.Input<string>;
  /** Password of an existing role. Not used when managed. */
  password?: pulumi.Input<string>;
  /** Existing Secret with the password of an existing role. Not used when managed. */
  passwordSecret?: SecretKeyArgs;
  /**
   * Whole URL of an existing database. It overrides the other fields, except for TLS settings that
   * it leaves out.
   */
  url?: pulumi.Input<string>;
  /**
   * `verify-full`, `verify-ca`, `require` or `disable`.
   * @default "verify-full"
   */
  tlsMode?: pulumi.Input<string>;
  /**
   * Allow a connection without TLS, for when something else, such as a service mesh, encrypts it.
   * @default false
   */
  allowInsecure?: boolean;
  /**
   * Generation of the managed role's password; a higher number generates a new one.
   * @default 1
   */
  passwordGeneration?: pulumi.Input<number>;
  /**
   * Role of the postgresql provider: it keeps the right to connect to the managed database, which
   * all other roles except the owner lose. Required if it isn't a superuser.
   */
  administrator?: pulumi.Input<string>;
  /**
   * The administrator's login to the server, to reuse the database and the role that an earlier
   * stack kept, with a new password, instead of creating them. `database` and `user` must then be
   * plain values. A database or role that belongs to someone else is rejected.
   * @default none: they are created
   */
  takeUp?: KeptDatabaseArgs;
  /**
   * Refuse to delete the managed database and role.
   * @default false
   */
  protect?: boolean;
}

/**
 * One service's database: created with its own role, which owns it and nothing else, or an existing
 * one.
 *
 * Creates, when managed: `random.RandomPassword`, `postgresql.Role`, `postgresql.Database`, and
 * `postgresql.Grant`s that restrict the database to its owner, so that other roles on the server
 * can't connect to it. When the stack is destroyed, everything except the password stays on the
 * server.
 */
export class Database extends pulumi.ComponentResource {
  /** Host of the server. */
  public readonly host: pulumi.Output<string>;
  /** Port of the server. */
  public readonly port: pulumi.Output<number>;
  /** Name of the database. */
  public readonly database: pulumi.Output<string>;
  /** Role to log in as. */
  public readonly user: pulumi.Output<string>;
  /** Password of the role; empty if it is in an existing Secret or in the URL. */
  public readonly password: pulumi.Output<string>;
  /** Connection URL without a certificate path; empty if the password is in a Secret; a secret. */
  public readonly url: pulumi.Output<string>;

  constructor(name: string, args: DatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("formance-control-plane:index:Database", name, {}, opts);
    checkArguments(this, "Database", name, args);
    this.host = pulumi.output(args.host);
    this.port = pulumi.output(args.port ?? databaseConnectionDefaults.port);
    if (args.managed === true) {
      const made = manage(this, name, args);
      this.database = made.database;
      this.user = made.user;
      this.password = made.password;
    } else {
      this.database = pulumi.output(args.database);
      this.user = pulumi.output(args.user);
      this.password = pulumi.secret(args.password ?? "");
    }
    this.url = pulumi.secret(
      (args.url && completeUrl(args.url, { tlsMode: args.tlsMode })) ??
        pulumi
          .all([this.host, this.port, this.database, this.user, this.password, args.tlsMode])
          .apply(([host, port, database, user, password, tlsMode]) =>
            args.passwordSecret === undefined
              ? postgresUrl({
                  host,
                  port,
                  database,
                  user,
                  password,
                  tlsMode: tlsMode ?? databaseConnectionDefaults.tlsMode,
                })
              : "",
          ),
    );
    this.registerOutputs({
      host: this.host,
      port: this.port,
      database: this.database,
      user: this.user,
      password: this.password,
      url: this.url,
    });
  }
}

function manage(parent: Database, name: string, args: DatabaseArgs) {
  const password = generateSecret(parent, `${name}-password`, 40, args.passwordGeneration);
  const kept = { parent, retainOnDelete: true, protect: args.protect ?? defaults.protect };
  const takenUp = args.takeUp && { administrator: args.takeUp, ...plainNames(parent, args) };
  const role = new postgresql.Role(
    `${name}-role`,
    {
      name:
        takenUp === undefined
          ? args.user
          : takenUpRole(parent, takenUp.administrator, takenUp, password.result),
      login: true,
      password: password.result,
      // Without this a destroyed or renamed role would try to give away what it owns.
      skipReassignOwned: true,
    },
    // A server tells neither of the two, so an import would differ by them.
    takenUp === undefined
      ? kept
      : { ...kept, import: takenUp.role, ignoreChanges: ["password", "skipReassignOwned"] },
  );
  const database = new postgresql.Database(
    `${name}-database`,
    { name: args.database, owner: role.name, encoding: "UTF8", template: "template0" },
    { ...kept, import: takenUp?.database },
  );
  closeToOthers(parent, name, database.name, args.administrator);
  return { database: database.name, user: role.name, password: password.result };
}

/** An import needs its names at once. */
function plainNames(parent: Database, { user, database }: DatabaseArgs): KeptDatabase {
  if (typeof user === "string" && typeof database === "string") return { role: user, database };
  throw new pulumi.ResourceError("takeUp needs a plain user and database", parent, true);
}

/** Postgres lets every role of the server connect to a new database; this leaves it to its owner. */
function closeToOthers(
  parent: Database,
  name: string,
  database: pulumi.Output<string>,
  administrator: pulumi.Input<string> | undefined,
): void {
  // A destroy keeps the database, so it stays closed as well.
  const kept = { parent, retainOnDelete: true };
  const grant = { database, objectType: "database" };
  const needed =
    administrator === undefined
      ? []
      : [
          new postgresql.Grant(
            `${name}-administrator`,
            { ...grant, role: administrator, privileges: ["CONNECT"] },
            kept,
          ),
        ];
  new postgresql.Grant(
    `${name}-public`,
    { ...grant, role: "public", privileges: [] },
    // The other way round, the provider would lock itself out.
    { ...kept, dependsOn: needed },
  );
}
