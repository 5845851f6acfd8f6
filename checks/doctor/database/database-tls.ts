import { databaseConnectionDefaults } from "../../../facts/defaults";
import type { Check } from "../../check";
import { ok, warning } from "../../finding";
import { asked, firstRow, type MembershipDatabase } from "./membership-database";

const SQL = "select ssl, version from pg_stat_ssl where pid = pg_backend_pid()";

export const databaseTls: Check<MembershipDatabase> = {
  id: "database-tls",
  title: "The connection is encrypted and verified",
  meaning: "Otherwise anyone on the network path can read passwords and data.",
  causes: ["`database.tlsMode` is disable or require.", "TLS is switched off on the server."],
  remedy:
    "Set `database.tlsMode` to verify-full, and `database.tlsCa` to the PEM of the certificate authority if it is private.",
  async run({ client, connection: { tlsMode = databaseConnectionDefaults.tlsMode } }) {
    const { ssl, version } = await asked(firstRow(client, SQL));
    if (ssl !== true) {
      return warning(
        "The connection isn't encrypted.",
        "Set tlsMode to verify-full, unless something else encrypts the connection.",
      );
    }
    if (tlsMode === "require") {
      return warning(
        `${String(version)}, but the certificate isn't verified.`,
        "Set tlsMode to verify-full, and tlsCa to the authority's PEM.",
      );
    }
    return ok(`${String(version)}, certificate verified (${tlsMode}).`);
  },
};
