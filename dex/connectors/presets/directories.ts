import { certificateFile, hostWithPort, may, must, secret, text } from "../fields";
import { preset } from "../preset";

const directory = {
  host: must(hostWithPort, "Host of the server; the default port is 636, for LDAP over TLS."),
  baseDn: must(text, "Root of the directory, such as `dc=example,dc=com`."),
  bindDn: must(text, "Account that searches."),
  bindPassword: must(secret, "Password of that account."),
  ca: may(certificateFile, "Certificate authority of the server, if it is private."),
};

interface Directory {
  readonly host: string;
  readonly bindDn: string;
  readonly bindPassword: string;
  readonly ca?: string | undefined;
}

/** Settings that all of them have. */
function connection({ host, bindDn, bindPassword, ca }: Directory) {
  return { host, rootCA: ca, bindDN: bindDn, bindPW: bindPassword };
}

/** Groups that name their members by DN. */
function groupsByDn(baseDN: string, filter: string, groupAttr = "member") {
  return { baseDN, filter, userMatchers: [{ userAttr: "DN", groupAttr }], nameAttr: "cn" };
}

export const activeDirectory = preset({
  title: "Active Directory",
  type: "ldap",
  fields: directory,
  expand: (values) => ({
    ...connection(values),
    userSearch: {
      baseDN: values.baseDn,
      filter: "(&(objectCategory=person)(objectClass=user))",
      username: "sAMAccountName",
      idAttr: "DN",
      emailAttr: "mail",
      nameAttr: "displayName",
      preferredUsernameAttr: "sAMAccountName",
    },
    // This matching rule follows nested groups.
    groupSearch: groupsByDn(
      values.baseDn,
      "(objectClass=group)",
      "member:1.2.840.113556.1.4.1941:",
    ),
  }),
});

export const openldap = preset({
  title: "OpenLDAP",
  type: "ldap",
  fields: directory,
  expand: (values) => ({
    ...connection(values),
    userSearch: {
      baseDN: values.baseDn,
      filter: "(objectClass=inetOrgPerson)",
      username: "uid",
      idAttr: "uid",
      emailAttr: "mail",
      nameAttr: "cn",
      preferredUsernameAttr: "uid",
    },
    groupSearch: groupsByDn(values.baseDn, "(objectClass=groupOfNames)"),
  }),
});

export const freeipa = preset({
  title: "FreeIPA",
  type: "ldap",
  fields: directory,
  expand: (values) => ({
    ...connection(values),
    userSearch: {
      baseDN: `cn=users,cn=accounts,${values.baseDn}`,
      filter: "(objectClass=posixAccount)",
      username: "uid",
      idAttr: "uid",
      emailAttr: "mail",
      nameAttr: "displayName",
      preferredUsernameAttr: "uid",
    },
    groupSearch: groupsByDn(`cn=groups,cn=accounts,${values.baseDn}`, "(objectClass=groupOfNames)"),
  }),
});
