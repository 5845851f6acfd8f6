import { InvalidCredentialsError } from "ldapts";

import type { Check } from "../../check";
import { failed, ok } from "../../finding";
import { inDirectory, logIn, withDirectory, type LdapVisit } from "./ldap-session";
import { textOf } from "./settings";

export const ldapBind: Check<LdapVisit> = {
  id: "ldap-bind",
  title: "Dex's account can log in to the directory",
  meaning: "Dex searches as the account in `bindDN`.",
  causes: ["`bindDN` or `bindPW` is wrong.", "The account is locked, or its password has expired."],
  remedy:
    "Correct bindDN and bindPW, and try them with ldapwhoami. The account may be locked, or its password may have expired.",
  run({ connector, directory, sealed }, signal) {
    const bindDn = textOf(connector, "bindDN");
    return inDirectory({ directory, unknown: sealed }, async () => {
      try {
        await withDirectory(directory, signal, (client) => logIn(connector, client));
      } catch (error) {
        if (!(error instanceof InvalidCredentialsError)) throw error;
        return failed(
          `The directory refuses ${bindDn ?? "an anonymous login"} with this password.`,
        );
      }
      return ok(`Logged in ${bindDn === undefined ? "anonymously" : `as ${bindDn}`}.`);
    });
  },
};
