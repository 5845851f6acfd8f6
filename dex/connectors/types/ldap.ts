import * as z from "zod";
import {
  certificateData,
  certificateFile,
  flag,
  hostWithPort,
  may,
  must,
  privateKeyFile,
  secret,
  text,
} from "../fields";

const scope = z.enum(["sub", "one"]);

const userMatcher = z.strictObject({
  userAttr: must(text, "Attribute of the user."),
  groupAttr: must(text, "Attribute of the group that holds it."),
  recursionGroupAttr: may(text, "Attribute by which groups are members of groups."),
});

const userSearch = z.strictObject({
  baseDN: must(text, "Where the search begins."),
  filter: may(text, "Filter that users pass, such as `(objectClass=person)`."),
  username: must(text, "Attribute that is compared with what the user types."),
  scope: may(scope, "The whole tree, or one level.", "sub"),
  idAttr: may(text, "Attribute with the user's id.", "uid"),
  emailAttr: may(text, "Attribute with the e-mail address.", "mail"),
  nameAttr: may(text, "Attribute with the name that is shown."),
  preferredUsernameAttr: may(text, "Attribute with the preferred name."),
  emailSuffix: may(text, "Domain that makes an address of the id, without the @."),
});

const groupSearch = z.strictObject({
  baseDN: must(text, "Where the search begins."),
  filter: may(text, "Filter that groups pass, such as `(objectClass=groupOfNames)`."),
  scope: may(scope, "The whole tree, or one level.", "sub"),
  userMatchers: may(z.array(userMatcher), "How a group names its members."),
  nameAttr: must(text, "Attribute with the group's name."),
  userAttr: may(text, "Older form of `userMatchers`."),
  groupAttr: may(text, "Older form of `userMatchers`."),
  recursionGroupAttr: may(text, "Older form of `userMatchers`."),
});

/** `ldap`: a directory that users log in to with name and password. */
export const ldap = z.strictObject({
  host: must(hostWithPort, "Host of the server; without a port it is 636, or 389 in clear."),
  insecureNoSSL: may(flag, "Send passwords in clear; in test environments only.", false),
  insecureSkipVerify: may(flag, "Do not verify the server's certificate.", false),
  startTLS: may(flag, "Connect in clear, and encrypt by StartTLS; the port is then 389.", false),
  rootCA: may(certificateFile, "Authority of the server's certificate."),
  rootCAData: may(certificateData, "The same as PEM in base64."),
  clientCert: may(certificateFile, "Certificate of Dex, together with `clientKey`."),
  clientKey: may(privateKeyFile, "Key of Dex, together with `clientCert`."),
  bindDN: may(text, "Account that searches; anonymous when absent."),
  bindPW: may(secret, "Password of that account."),
  usernamePrompt: may(text, "What the login page asks for.", "Username"),
  userSearch: must(userSearch, "How users are found."),
  groupSearch: may(groupSearch, "How groups are found; without it there are none."),
});
