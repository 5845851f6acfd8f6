import type { Registry } from "../../program";
import { type DatabaseOptions, DATABASE_HELP, withDatabase } from "../../seed/database-options";

/** `seed check`: whether the database can be seeded. */
export function registerSeedCheck({ action }: Registry, seed: Registry["program"]): void {
  withDatabase(
    seed
      .command("check")
      .description("Check connection, TLS, version, schema, rights and migrations; write nothing."),
  )
    .addHelpText(
      "after",
      `${DATABASE_HELP}

Examples:
  control-plane seed check --stack acme
  control-plane seed check --database-url postgresql://membership@db.example.com/membership \\
    --password-file /run/secrets/membership --tls-ca ca.pem --json`,
    )
    .action(
      action<[DatabaseOptions]>(async (...args) =>
        (await import("../../seed/check.js")).check(...args),
      ),
    );
}
