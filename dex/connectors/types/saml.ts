import * as z from "zod";
import {
  certificateData,
  certificateFile,
  flag,
  limit,
  may,
  must,
  redirectURI,
  separator,
  text,
  url,
} from "../fields";
import { notBoth, onlyWith } from "../rules";
import { connectorType } from "../type";

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

/** `saml`: a SAML 2.0 provider. */
export const saml = connectorType({
  settings: z.strictObject({
    ssoURL: must(url, "Address of the provider for login requests over POST."),
    ca: may(certificateFile, "Certificates that verify responses. Set this or `caData`."),
    caData: may(certificateData, "The same PEM, encoded in base64."),
    insecureSkipSignatureValidation: may(
      flag,
      "Rejected, because anyone could log in as any user.",
      false,
    ),
    usernameAttr: must(text, "Attribute with the user's name."),
    emailAttr: must(text, "Attribute with the e-mail address."),
    groupsAttr: may(text, "Attribute with the groups."),
    groupsDelim: may(separator, "Separator of groups, if one value holds them all."),
    allowedGroups: may(limit(text, "all users"), "Groups whose members can log in."),
    filterGroups: may(flag, "Pass on only the groups of `allowedGroups`.", false),
    entityIssuer: may(
      text.meta({ defaultText: "the redirect URI" }),
      "Issuer of requests, and audience of responses.",
    ),
    ssoIssuer: may(text.meta({ defaultText: "any issuer" }), "Issuer that responses must have."),
    redirectURI: redirectURI(),
    nameIDPolicyFormat: may(
      z.enum([...shortFormats, ...longFormats]),
      "Format of the name ID, which becomes the user's id.",
      "persistent",
    ),
  }),
  // Only the browser connects to the provider.
  ports: () => [],
  groupsScope: "allowedGroups",
  rules: (settings, report) => {
    onlyWith(settings, report, ["groupsDelim"], "groupsAttr");
    if (settings.allowedGroups !== undefined && settings.groupsAttr === undefined) {
      report(
        "groupsAttr",
        "is missing, so no one could log in. It is required with allowedGroups.",
      );
    }
    if (settings.insecureSkipSignatureValidation === true) {
      report(
        "insecureSkipSignatureValidation",
        "lets anyone log in as any user, because responses aren't verified. Remove it, and give the provider's certificate in ca.",
      );
    } else if (settings.ca === undefined && settings.caData === undefined) {
      report(
        "ca",
        "is missing. Give the certificate of the key that signs the provider's responses: a PEM, file:PATH, or a secretRef.",
      );
    }
    notBoth(settings, report, "ca", "caData");
    if (settings.filterGroups === true && settings.allowedGroups === undefined) {
      report("allowedGroups", "is missing. It is required with filterGroups.");
    }
  },
});
