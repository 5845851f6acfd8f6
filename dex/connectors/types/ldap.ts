import * as z from "zod";
import { since } from "../../releases";
import {
  certificateData,
  certificateFile,
  flag,
  hostWithPort,
  mailDomain,
  may,
  must,
  privateKeyFile,
  secret,
  text,
  texts,
} from "../fields";
import { ldapNotices, ldapRules } from "../ldap/rules";
import { isMap } from "../../merge";
import { connectorType, textIn, type ConnectorSettingValues } from "../type";

const scope = z.enum(["sub", "one"]);

const userMatcher = z.strictObject({
  userAttr: must(text, "Attribute of the user."),
  groupAttr: must(text, "Attribute of the group that holds the user's."),
  recursionGroupAttr: may(text, "Attribute by which groups contain groups."),
});

const userSearch = z.strictObject({
  baseDN: must(text, "DN where the search starts."),
  filter: may(text, "Filter for users, such as `(objectClass=person)`."),
  username: must(
    z.union([text, since("main", texts)]),
    "Attribute with the login name; a list of several needs Dex's main branch.",
  ),
  scope: may(scope, "Depth of the search: the whole tree, or one level.", "sub"),
  idAttr: may(text, "Attribute with the user's id.", "uid"),
  emailAttr: may(text, "Attribute with the e-mail address.", "mail"),
  nameAttr: may(text, "Attribute with the display name."),
  preferredUsernameAttr: may(text, "Attribute with the preferred name."),
  emailSuffix: may(
    mailDomain,
    "Domain that turns the name in `nameAttr` into an e-mail address, without the @.",
  ),
});

const kerberos = z.strictObject({
  enabled: may(flag, "Log users in with Kerberos (SPNEGO).", false),
  keytabPath: may(text, "Path of the keytab in the pod."),
  spn: may(text.meta({ defaultText: "that of the keytab" }), "Service principal name."),
  keytabPrincipal: may(text, "Principal of a keytab that holds several."),
  maxClockSkew: may(z.int().min(0), "Tolerated difference of clocks, in seconds.", 300),
  expectedRealm: may(text.meta({ defaultText: "any realm" }), "Realm that tickets must have."),
  usernameFromPrincipal: may(
    z.enum(["localpart", "userPrincipalName"]),
    "Part of the principal that is the login name.",
    "localpart",
  ),
  fallbackToPassword: may(flag, "Show the password form without a valid ticket.", false),
});

const groupSearch = z.strictObject({
  baseDN: must(text, "DN where the search starts."),
  filter: may(text, "Filter for groups, such as `(objectClass=groupOfNames)`."),
  scope: may(scope, "Depth of the search: the whole tree, or one level.", "sub"),
  userMatchers: may(z.array(userMatcher), "How groups list their members."),
  nameAttr: must(text, "Attribute with the group's name."),
  userAttr: may(text, "Older form of `userMatchers`."),
  groupAttr: may(text, "Older form of `userMatchers`."),
  recursionGroupAttr: may(text, "Older form of `userMatchers`."),
});

/** `ldap`: a directory, with name and password. */
export const ldap = connectorType({
  settings: z.strictObject({
    host: must(hostWithPort, "Host of the server; the default port is 636, or 389 without TLS."),
    insecureNoSSL: may(
      flag,
      "Send passwords without encryption; only in test environments.",
      false,
    ),
    insecureSkipVerify: may(flag, "Don't verify the server's certificate.", false),
    startTLS: may(
      flag,
      "Upgrade a plain connection with StartTLS; the default port is then 389.",
      false,
    ),
    rootCA: may(certificateFile, "Certificate authority of the server."),
    rootCAData: may(certificateData, "The same PEM, encoded in base64."),
    clientCert: may(certificateFile, "Client certificate of Dex, with `clientKey`."),
    clientKey: may(privateKeyFile, "Client key of Dex, with `clientCert`."),
    bindDN: may(text.meta({ defaultText: "anonymous" }), "Account that searches."),
    bindPW: may(secret, "Password of that account."),
    usernamePrompt: may(text, "Label of the login field.", "Username"),
    userSearch: must(userSearch, "How to find users."),
    kerberos: since("main", may(kerberos, "Kerberos logins.")),
    groupSearch: may(groupSearch.meta({ defaultText: "no groups" }), "How to find groups."),
  }),
  ports: (settings) => [directoryAddress(settings).port],
  takesPasswords: true,
  notices: ldapNotices,
  rules: ldapRules,
  complete: (settings) => {
    const { userSearch } = settings;
    const host = textIn(settings, "host") ?? "";
    // Dex would ask for StartTLS at the port of LDAP over TLS.
    const atPort =
      settings.startTLS === true && host !== "" && !/:\d+$/.test(host)
        ? { host: `${host}:${directoryAddress(settings).port}` }
        : {};
    if (!isMap(userSearch)) return { ...settings, ...atPort };
    // Dex describes these defaults and doesn't apply them.
    const { idAttr = "uid", emailAttr = "mail" } = userSearch;
    const email = userSearch.emailSuffix === undefined ? { emailAttr } : {};
    return { ...settings, ...atPort, userSearch: { ...userSearch, idAttr, ...email } };
  },
});

/** How Dex connects to a directory: by TLS, by StartTLS, or without encryption. */
export type DirectoryMode = "ldaps" | "starttls" | "clear";

/** Where Dex finds a directory. */
export interface DirectoryAddress {
  readonly host: string;
  readonly port: number;
  readonly mode: DirectoryMode;
}

/** The directory of an `ldap` connector's settings. */
export function directoryAddress(settings: ConnectorSettingValues): DirectoryAddress {
  const { insecureNoSSL, startTLS } = settings;
  const mode = insecureNoSSL === true ? "clear" : startTLS === true ? "starttls" : "ldaps";
  const address = `tcp://${textIn(settings, "host") ?? ""}`;
  const { hostname, port } = new URL(URL.canParse(address) ? address : "tcp://");
  return {
    host: hostname.replace(/^\[(.*)\]$/, "$1"),
    port: port === "" ? (mode === "ldaps" ? 636 : 389) : Number(port),
    mode,
  };
}
