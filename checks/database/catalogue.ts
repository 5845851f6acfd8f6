import { remedyIn, type CheckDescription } from "../description";

/** The checks of Membership's database, causes before their consequences. */
export const databaseDescriptions = [
  {
    id: "database-reach",
    title: "The database can be reached from here",
    meaning:
      "The machine that runs Pulumi seeds the database, so it has to reach it. While Membership itself is well, this is a warning: only this machine is kept out.",
    causes: [
      "The database takes connections only from the cluster's network.",
      "Host or port in the stack config is wrong, or the server does not run.",
    ],
    remedy:
      "Look from a machine that reaches it, or set `seed.portForward` (or `database.operatorHost`) in the stack config.",
  },
  {
    id: "database-connection",
    title: "The database lets the role in",
    meaning: "Membership logs in with the same role and password.",
    causes: [
      "The password in the stack config, or in the Secret, is not the role's.",
      "The role or the database does not exist.",
      "pg_hba.conf refuses the host, or asks for TLS.",
      "The server has no connection left.",
    ],
    remedy:
      "Correct `database.membership` in the stack config, or the role at the server (alter role ... password), then: pulumi up.",
  },
  {
    id: "database-tls",
    title: "The connection is encrypted and verified",
    meaning: "Without it, whoever is on the way reads passwords and contents.",
    causes: ["`database.tlsMode` is disable or require.", "The server has TLS switched off."],
    remedy:
      "Set `database.tlsMode` to verify-full, and the authority's PEM as `database.tlsCa` where it is a private one.",
  },
  {
    id: "database-version",
    title: "The server gets fixes",
    meaning: "An old release of PostgreSQL gets no more fixes.",
    causes: ["The server was never upgraded."],
    remedy: "Plan an upgrade of the server.",
  },
  {
    id: "database-schema",
    title: "The schema has tables, and may be read",
    meaning: "Membership's migrations make the tables; the role needs usage on the schema.",
    causes: [
      "The migration has not run yet.",
      "`seed.schema` names another schema than Membership uses.",
      "The role has no right to use the schema.",
      "The server is a read-only replica.",
    ],
    remedy: "kubectl logs of the migration's Job, or: grant usage on schema NAME to ROLE.",
  },
  {
    id: "database-rights",
    title: "The role may write the tables",
    meaning: "Membership and the seed select, insert and update.",
    causes: ["The migrations ran as another role, which owns the tables."],
    remedy:
      "As the tables' owner: grant select, insert, update on all tables in schema NAME to ROLE.",
  },
  {
    id: "database-migrated",
    title: "The migrations are done",
    meaning: "All tables that the seed writes are there, with Membership's columns.",
    causes: ["The migration's Job failed or was broken off.", "An old image ran the migrations."],
    remedy: "kubectl logs of the migration's Job has the reason. After it is mended: pulumi up.",
  },
  {
    id: "database-members",
    title: "Members of organizations have a table",
    meaning: "Its name differs between releases of Membership; the seed looks for it.",
    causes: ["Not all migrations ran.", "A release that keeps members elsewhere."],
    remedy: "Look whether all migrations ran, or leave members out of the seed.",
  },
  {
    id: "seed-drift",
    title: "The database holds what the seed says",
    meaning:
      "Rows that were changed or deleted by others, and entries of the config that were not applied yet.",
    causes: [
      "Somebody changed the rows in the Console.",
      "The config changed since the last update.",
    ],
    remedy:
      "control-plane seed plan --stack NAME lists the rows; pulumi up or seed apply writes them.",
  },
  {
    id: "database-inside",
    title: "The pods reach their databases",
    meaning:
      "Read from the ends of the logs of what is not well: the pods' way to the database is another one than this machine's.",
    causes: [
      "A NetworkPolicy, security group or firewall between cluster and server.",
      "A Secret with a password that is no longer the role's.",
      "The server's certificate comes from an authority that the pods don't know.",
    ],
    remedy:
      "Compare the Secret that the pod reads with the server: host, role, password, authority (`database` in the stack config), then: pulumi up.",
  },
] as const satisfies readonly CheckDescription[];

/** The id of a check of the database. */
export type DatabaseCheckId = (typeof databaseDescriptions)[number]["id"];

/** The remedy as the catalogue has it. */
export function databaseRemedy(id: DatabaseCheckId): string {
  return remedyIn(databaseDescriptions, id);
}
