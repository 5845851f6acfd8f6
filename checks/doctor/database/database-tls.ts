import { databaseConnectionDefaults } from "../../../facts/defaults";
import type { Check } from "../../check";
import { ok, warning } from "../../finding";
import { asked, firstRow, type MembershipDatabase } from "./membership-database";

const SQL = "select ssl, version from pg_stat_ssl where pid = pg_backend_pid()";

export const databaseTls: Check<MembershipDatabase> = {
  id: "database-tls",
  title: "The connection is encrypted and verified",
  meaning: "Without it, anybody on the path reads passwords and contents.",
  causes: ["`database.tlsMode` is disable or require.", "The server has TLS switched off."],
  remedy:
    "Set `database.tlsMode` to verify-full, and the authority's PEM as `database.tlsCa` where it is a private one.",
  async run({ client, connection: { tlsMode = databaseConnectionDefaults.tlsMode } }) {
    const { ssl, version } = await asked(firstRow(client, SQL));
    if (ssl !== true) {
      return warning(
        "The connection is not encrypted.",
        "Set tlsMode to verify-full, unless something else encrypts the connection.",
      );
    }
    if (tlsMode === "require") {
      return warning(
        `${String(version)}, and nobody verified the certificate.`,
        "Set tlsMode to verify-full and give the authority's PEM as tlsCa.",
      );
    }
    return ok(`${String(version)}, certificate verified (${tlsMode}).`);
  },
};
