import { certificateFile, hostWithPort, may, must, secret, text } from "../fields";
import { preset } from "../preset";

const directory = {
  host: must(hostWithPort, "Host of the server; the default port is 636, for LDAP over TLS."),
  baseDn: must(text, "Root of the directory, such as `dc=example,dc=com`."),
  bindDn: must(text, "Account that searches."),
  bindPassword: must(secret, "Password of that account."),
  ca: may(certificateFile, "Certificate authority of the server, if it is private."),
};

/** Where users and groups are found, and by which attributes. */
interface Search {
  readonly users: {
    /** What stands before the root of the directory. */
    readonly below?: string;
    readonly filter: string;
    readonly username: string;
    readonly idAttr: string;
    readonly nameAttr: string;
  };
  /** Groups name their members by DN. */
  readonly groups: {
    readonly below?: string;
    readonly filter: string;
    readonly groupAttr?: string;
  };
}

function directoryPreset(title: string, { users, groups }: Search) {
  const { username } = users;
  return preset({
    title,
    type: "ldap",
    fields: directory,
    expand: ({ host, baseDn, bindDn, bindPassword, ca }) => ({
      host,
      rootCA: ca,
      bindDN: bindDn,
      bindPW: bindPassword,
      userSearch: {
        baseDN: `${users.below ?? ""}${baseDn}`,
        filter: users.filter,
        username,
        idAttr: users.idAttr,
        emailAttr: "mail",
        nameAttr: users.nameAttr,
        preferredUsernameAttr: username,
      },
      groupSearch: {
        baseDN: `${groups.below ?? ""}${baseDn}`,
        filter: groups.filter,
        userMatchers: [{ userAttr: "DN", groupAttr: groups.groupAttr ?? "member" }],
        nameAttr: "cn",
      },
    }),
  });
}

export const activeDirectory = directoryPreset("Active Directory", {
  users: {
    filter: "(&(objectCategory=person)(objectClass=user))",
    username: "sAMAccountName",
    idAttr: "DN",
    nameAttr: "displayName",
  },
  // This matching rule follows nested groups.
  groups: { filter: "(objectClass=group)", groupAttr: "member:1.2.840.113556.1.4.1941:" },
});

export const openldap = directoryPreset("OpenLDAP", {
  users: {
    filter: "(objectClass=inetOrgPerson)",
    username: "uid",
    idAttr: "uid",
    nameAttr: "cn",
  },
  groups: { filter: "(objectClass=groupOfNames)" },
});

export const freeipa = directoryPreset("FreeIPA", {
  users: {
    below: "cn=users,cn=accounts,",
    filter: "(objectClass=posixAccount)",
    username: "uid",
    idAttr: "uid",
    nameAttr: "displayName",
  },
  groups: { below: "cn=groups,cn=accounts,", filter: "(objectClass=groupOfNames)" },
});
