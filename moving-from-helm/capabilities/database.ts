import { lost, unused, type Capability } from "./capability";

/** The databases of the services. */
export const database: readonly Capability[] = [
  {
    id: "F014",
    capability: "One role and database for all services",
    values: ["global.postgresql.auth.{database,username,password}"],
    config: ["database.<service>.user", "database.<service>.database"],
    note: "By default each service has a role and a database of its own, so that none reads another's.",
  },
  {
    id: "F015",
    capability: "Database users and passwords in Secrets",
    values: ["global.postgresql.auth.{existingSecret,secretKeys.adminPasswordKey}"],
    config: ["database.<service>.passwordSecret", "database.<service>.userSecret"],
  },
  {
    id: "F016",
    capability: "A database server for each service",
    values: ["<migrated>.config.postgresql.*"],
    config: [
      "database.<service>.host",
      "database.<service>.port",
      "database.<service>.tlsMode",
      "database.<service>.tlsCa",
    ],
  },
  {
    id: "F017",
    capability: "A login for migrations alone",
    values: ["<migrated>.config.migration.postgresql.auth.*"],
    config: [
      "database.<migrated>.migration.user",
      "database.<migrated>.migration.password",
      "database.<migrated>.migration.userSecret",
      "database.<migrated>.migration.passwordSecret",
    ],
    leftOver: {
      "*.config.migration.postgresql.*": lost(
        "A migration has its own user and password, and the server and database of its service.",
      ),
    },
  },
  {
    id: "F018",
    capability: "A whole database URL",
    values: ["<migrated>.config.postgresqlUrl"],
    config: ["database.<service>.url"],
  },
  {
    id: "F019",
    capability: "TLS mode and further URL parameters",
    values: ["global.postgresql.additionalArgs"],
    config: ["database.tlsMode", "database.tlsCa", "database.parameters"],
  },
  {
    id: "F020",
    capability: "Another database port",
    settings: { "global.postgresql.service.ports.postgresql": "database.port" },
    leftOver: {
      "global.service.*": unused(
        "The chart doesn't read it. The port of the database is global.postgresql.service.ports.postgresql.",
      ),
    },
  },
  {
    id: "F021",
    capability: "Database logins by AWS IAM",
    values: ["global.aws.iam", "<migrated>.config.aws.iam"],
    config: ["database.iam", "database.<migrated>.iam"],
    note: "Dex knows no IAM: it keeps a password, or another `dex.storageType`.",
  },
  {
    id: "F022",
    capability: "Dex's state in Postgres",
    settings: { "membership.dex.configOverrides.storage.type": "dex.storageType" },
  },
];
