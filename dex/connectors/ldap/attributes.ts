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

/** Whether it is the name of an attribute, which can have options such as `;binary`. */
export function isAttribute(name: string): boolean {
  return /^([A-Za-z][\w-]*|\d+(\.\d+)+)(;[\w-]+)*$/.test(name);
}

/** Whether an attribute can stand in a condition of a filter, with a matching rule where it has one. */
export function canBeSearched(attribute: string): boolean {
  const [, name = "", rule = ""] = /^([^:]*)(.*)$/s.exec(attribute) ?? [];
  return isAttribute(name) && name.toLowerCase() !== "dn" && /^((:dn)?(:[\w.-]+)?:)?$/.test(rule);
}

/** Whether the attribute holds bytes, which Dex takes for text. */
export function isBinary(attribute: string): boolean {
  const [name = "", ...options] = attribute.split(";");
  return options.includes("binary") || binary.includes(spellingOf(name) ?? name);
}
