import type { KeyPair } from "../../support/certificates";
import { startSlapd, type Slapd } from "../support/slapd";

/** The root of the directory of the tests. */
export const BASE_DN = "dc=example,dc=com";
/** The account that searches, and its password. */
export const READER = { dn: `cn=dex,${BASE_DN}`, password: "reader $HOME {{ .Env }}" } as const;
/** The password of every person. */
export const PASSWORD = "a password of a directory";

/** Ada is in two groups, Bob in none, and Carl has left. */
const LDIF = `
dn: ${BASE_DN}
objectClass: dcObject
objectClass: organization
o: Example
dc: example

dn: ${READER.dn}
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: dex
userPassword: ${READER.password}

dn: ou=people,${BASE_DN}
objectClass: organizationalUnit
ou: people

dn: ou=groups,${BASE_DN}
objectClass: organizationalUnit
ou: groups

${person("ada", "Ada Lovelace")}
${person("bob", "Bob Noyce")}
${person("carl", "Carl Gone")}employeeType: left

${group("finance")}
${group("operations")}
`;

/** Starts the directory; with keys it offers StartTLS, and takes a password by that alone. */
export function startDirectory(keys?: KeyPair): Promise<Slapd> {
  return startSlapd({
    suffix: BASE_DN,
    reader: READER.dn,
    ldif: LDIF,
    ...(keys !== undefined && { keys }),
  });
}

/** The directory as a connector of a stack. */
export function directoryConnector(port: number, ca: string) {
  return {
    preset: "openldap",
    id: "directory",
    host: `127.0.0.1:${port}`,
    baseDn: BASE_DN,
    bindDn: READER.dn,
    bindPassword: READER.password,
    ca,
    config: {
      startTLS: true,
      userSearch: { filter: "(&(objectClass=inetOrgPerson)(!(employeeType=left)))" },
    },
  };
}

function person(uid: string, name: string): string {
  return `dn: uid=${uid},ou=people,${BASE_DN}
objectClass: inetOrgPerson
uid: ${uid}
cn: ${name}
sn: ${name.split(" ")[1] ?? name}
mail: ${uid}@example.com
userPassword: ${PASSWORD}
`;
}

function group(name: string): string {
  return `dn: cn=${name},ou=groups,${BASE_DN}
objectClass: groupOfNames
cn: ${name}
member: uid=ada,ou=people,${BASE_DN}
`;
}
