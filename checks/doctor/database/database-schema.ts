import { readCatalog } from "../../../seed/catalog";
import { requireWritable } from "../../../seed/rights";
import type { Check } from "../../check";
import { failed, ok } from "../../finding";
import { asked, type MembershipDatabase } from "./membership-database";

export const databaseSchema: Check<MembershipDatabase> = {
  id: "database-schema",
  title: "The schema has tables that the role can read",
  meaning: "Membership's migrations create the tables; the role needs usage on the schema.",
  causes: [
    "The migration hasn't run yet.",
    "`seed.schema` isn't the schema that Membership uses.",
    "The role has no usage on the schema.",
    "The server is a read-only replica.",
  ],
  remedy:
    "Read the log of the migration's Job with kubectl -n NAMESPACE logs, or run: grant usage on schema SCHEMA to ROLE.",
  async run({ client, schema }) {
    // A schema without the right to use it is refused here too.
    const catalog = await asked(readCatalog(client, schema));
    requireWritable(catalog);
    const { tables } = catalog;
    if (tables.size > 0) return ok(`It has ${tables.size} tables.`);
    return failed(
      `There is no table in schema ${schema}.`,
      "Run Membership's migrations (the migration Job), or correct the schema's name.",
    );
  },
};
