/** Common attributes, spelled as directories return them. */
const common = [
  "cn",
  "displayName",
  "distinguishedName",
  "employeeID",
  "employeeNumber",
  "entryDN",
  "entryUUID",
  "gidNumber",
  "givenName",
  "ipaUniqueID",
  "jpegPhoto",
  "krbPrincipalName",
  "mail",
  "mailNickname",
  "memberOf",
  "mS-DS-ConsistencyGuid",
  "nsUniqueId",
  "objectGUID",
  "objectSid",
  "sAMAccountName",
  "sn",
  "thumbnailPhoto",
  "uid",
  "uidNumber",
  "userCertificate",
  "userPrincipalName",
] as const;

const binary: readonly string[] = [
  "jpegPhoto",
  "mS-DS-ConsistencyGuid",
  "objectGUID",
  "objectSid",
  "thumbnailPhoto",
  "userCertificate",
] satisfies (typeof common)[number][];

/** How directories spell a common attribute; nothing for others. */
export function spellingOf(attribute: string): string | undefined {
  return common.find((name) => name.toLowerCase() === attribute.toLowerCase());
}

/** Whether the attribute holds bytes, which Dex takes for text. */
export function isBinary(attribute: string): boolean {
  const [name = "", ...options] = attribute.split(";");
  return options.includes("binary") || binary.includes(spellingOf(name) ?? name);
}
