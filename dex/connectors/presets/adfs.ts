import { certificateFile, hostName, may, must, text } from "../fields";
import { preset } from "../preset";

const claims = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims";

export const adfs = preset({
  title: "AD FS",
  type: "saml",
  fields: {
    host: must(hostName, "Host of the federation service, such as `adfs.example.com`."),
    certificate: must(certificateFile, "Certificate that verifies its tokens."),
    identifier: may(
      text.meta({ defaultText: "the redirect URI" }),
      "Identifier of the relying party trust.",
    ),
    groupsClaim: may(text, "Claim with the groups.", "http://schemas.xmlsoap.org/claims/Group"),
  },
  expand: ({ host, certificate, identifier, groupsClaim }) => ({
    ssoURL: `https://${host}/adfs/ls/`,
    ca: certificate,
    // The identifier of the service, a name that begins with http by default.
    ssoIssuer: `http://${host}/adfs/services/trust`,
    entityIssuer: identifier,
    usernameAttr: `${claims}/name`,
    emailAttr: `${claims}/emailaddress`,
    groupsAttr: groupsClaim ?? "http://schemas.xmlsoap.org/claims/Group",
    nameIDPolicyFormat: "emailAddress",
  }),
});
