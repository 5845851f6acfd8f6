import { validCertificate } from "../../../config/cases/certificates";
import {
  key,
  locked,
  rightKey,
  unverified,
  missing,
  meant,
  needed,
  noUse,
  type Row,
  noText,
} from "./messages";

/** Wrong connectors of LDAP. */
export const wrongLdap: readonly Row[] = [
  ["ldap", "no host", { host: undefined }, { host: missing }],
  [
    "ldap",
    "a host with a scheme",
    { host: "ldaps://ldap.example.com" },
    {
      host: "has a scheme. Write only the host and its port, such as example.com:443.",
    },
  ],
  [
    "ldap",
    "a port out of range",
    { host: "ldap.example.com:99999" },
    { host: "has a port that isn't one. Use 1 to 65535, or leave the colon out." },
  ],
  [
    "ldap",
    "passwords in clear",
    { startTLS: undefined, insecureNoSSL: true },
    {
      insecureNoSSL:
        "sends passwords in plain text, which is for test environments only. Remove it, or set startTLS to true instead.",
    },
  ],
  ["ldap", "no verification", { insecureSkipVerify: true }, { insecureSkipVerify: unverified }],
  [
    "ldap",
    "no search of users",
    { userSearch: undefined },
    { userSearch: "is missing. It must be a map." },
  ],
  [
    "ldap",
    "a search without a root",
    { userSearch: { username: "uid" } },
    { "userSearch.baseDN": missing },
  ],
  [
    "ldap",
    "an unknown scope",
    { userSearch: { baseDN: "dc=a", username: "uid", scope: "base" } },
    { "userSearch.scope": "is not one of: sub, one." },
  ],
  [
    "ldap",
    "a slip in a matcher",
    {
      groupSearch: {
        baseDN: "dc=a",
        nameAttr: "cn",
        userMatchers: [{ userAttr: "DN", grpAttr: "m" }],
      },
    },
    {
      "groupSearch.userMatchers[0].groupAttr": missing,
      "groupSearch.userMatchers[0].grpAttr": meant("groupAttr"),
    },
  ],
  ["ldap", "an account without password", { bindPW: undefined }, { bindPW: needed("bindDN") }],
  ["ldap", "a password without account", { bindDN: undefined }, { bindDN: needed("bindPW") }],
  [
    "ldap",
    "a certificate without key",
    { clientKey: undefined },
    { clientKey: needed("clientCert") },
  ],
  [
    "ldap",
    "a key without certificate",
    { clientCert: undefined },
    { clientCert: needed("clientKey") },
  ],
  [
    "ldap",
    "two authorities",
    { rootCAData: Buffer.from(validCertificate).toString("base64") },
    { rootCAData: noUse("rootCA") },
  ],
  [
    "ldap",
    "a certificate for a key",
    { clientCert: validCertificate, clientKey: validCertificate },
    { clientKey: `is a certificate. ${rightKey}` },
  ],
  [
    "ldap",
    "two keys",
    { clientCert: validCertificate, clientKey: key + key },
    { clientKey: "holds 2 private keys. Give one." },
  ],
  [
    "ldap",
    "a locked key",
    { clientCert: validCertificate, clientKey: locked },
    {
      clientKey:
        "is encrypted with a password, which a pod can't enter. Decrypt it with: openssl pkey -in FILE.",
    },
  ],
  [
    "ldap",
    "a damaged key",
    { clientCert: validCertificate, clientKey: key },
    { clientKey: `can't be read: the key is damaged. ${rightKey}` },
  ],
  [
    "ldap",
    "a Secret without a key",
    { rootCA: { secretRef: { name: "ca" } } },
    { "rootCA.secretRef.key": missing },
  ],
  [
    "ldap",
    "a certificate as a number",
    { rootCA: 1 },
    { rootCA: noText("rootCA").replace("a string.", "a string or a map.") },
  ],
];
