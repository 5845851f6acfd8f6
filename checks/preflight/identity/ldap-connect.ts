import { ResultCodeError } from "ldapts";

import type { DirectoryMode } from "../../../dex/connectors/types/ldap";
import type { Check } from "../../check";
import { ok, warning, type CheckFinding } from "../../finding";
import { inDirectory, withDirectory, type Directory, type LdapVisit } from "./ldap-session";

const CONNECT_REMEDY: Readonly<Record<DirectoryMode, string>> = {
  ldaps: "Check that the port is for LDAP over TLS (usually 636). For StartTLS, set startTLS.",
  starttls: "Check that the server offers StartTLS on this port (usually 389).",
  clear: "Check that the port is for LDAP (usually 389).",
};

export const ldapConnect: Check<LdapVisit> = {
  id: "ldap-connect",
  title: "The directory answers over TLS",
  meaning: "Dex connects as the connector says: with LDAPS, with StartTLS, or without encryption.",
  causes: [
    "The port is for another protocol: 636 is for LDAPS, 389 for StartTLS.",
    "The certificate is from another certificate authority, or for another name.",
  ],
  remedy: "Correct `host` and `startTLS`, and give the certificate authority in `rootCA`.",
  run({ directory }, signal) {
    const remedy = CONNECT_REMEDY[directory.mode];
    return inDirectory({ directory, remedy }, () => connects(directory, signal));
  },
};

/** The root's own entry can be read by anybody, as far as servers let anybody ask at all. */
async function connects(directory: Directory, signal: AbortSignal): Promise<CheckFinding> {
  const { host, port, mode, tls } = directory;
  await withDirectory(directory, signal, (client) =>
    client.search("", { scope: "base", attributes: ["1.1"] }).catch((error: unknown) => {
      // A refusal is an answer too.
      if (!(error instanceof ResultCodeError)) throw error;
    }),
  );
  if (mode === "clear") {
    return warning(
      `${host}:${port} answers, but passwords are sent in plain text.`,
      "Set startTLS instead of insecureNoSSL.",
    );
  }
  const by = mode === "starttls" ? "StartTLS" : "TLS";
  const verified = tls.rejectUnauthorized !== false;
  return ok(
    `${host}:${port} answers over ${by}; its certificate is ${verified ? "trusted" : "not verified"}.`,
  );
}
