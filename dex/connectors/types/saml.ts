import * as z from "zod";
import {
  certificateData,
  certificateFile,
  flag,
  may,
  must,
  redirectURI,
  text,
  texts,
  url,
} from "../fields";

const shortFormats = [
  "emailAddress",
  "unspecified",
  "X509SubjectName",
  "WindowsDomainQualifiedName",
  "encrypted",
  "entity",
  "kerberos",
  "persistent",
  "transient",
] as const;

const longFormats = [
  "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
  "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified",
  "urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName",
  "urn:oasis:names:tc:SAML:1.1:nameid-format:WindowsDomainQualifiedName",
  "urn:oasis:names:tc:SAML:2.0:nameid-format:encrypted",
  "urn:oasis:names:tc:SAML:2.0:nameid-format:entity",
  "urn:oasis:names:tc:SAML:2.0:nameid-format:kerberos",
  "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
  "urn:oasis:names:tc:SAML:2.0:nameid-format:transient",
] as const;

/** `saml`: a provider of SAML 2.0. */
export const saml = z.strictObject({
  ssoURL: must(url, "Address of the provider that takes login requests by POST."),
  ca: may(certificateFile, "Certificates that responses are signed with. Needed, or `caData`."),
  caData: may(certificateData, "The same as PEM in base64."),
  insecureSkipSignatureValidation: may(flag, "Refused: anybody could log in as anybody.", false),
  usernameAttr: must(text, "Attribute with the user's name."),
  emailAttr: must(text, "Attribute with the e-mail address."),
  groupsAttr: may(text, "Attribute with the groups."),
  groupsDelim: may(text, "Text that separates groups, where one value holds them all."),
  allowedGroups: may(texts, "Groups whose members may log in; everybody when absent."),
  filterGroups: may(flag, "Hand on only the groups of `allowedGroups`.", false),
  entityIssuer: may(
    text.meta({ defaultText: "the redirect URI" }),
    "Issuer of requests, and the audience of responses.",
  ),
  ssoIssuer: may(text, "Issuer that responses must have; not checked when absent."),
  redirectURI: redirectURI(),
  nameIDPolicyFormat: may(
    z.enum([...shortFormats, ...longFormats]),
    "Format of the name id, which is the user's id.",
    "persistent",
  ),
});
