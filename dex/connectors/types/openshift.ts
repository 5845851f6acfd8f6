import * as z from "zod";
import { certificateFile, clientFields, flag, issuer, limit, may, must, text } from "../fields";
import { noEffectWith, noLastSlash } from "../rules";
import { connectorType, textIn } from "../type";

/** `openshift`: the users of an OpenShift cluster. */
export const openshift = connectorType({
  settings: z.strictObject({
    issuer: must(issuer, "Address of the cluster's API server."),
    ...clientFields(),
    groups: may(limit(text, "all users"), "Groups whose members can log in."),
    insecureCA: may(flag, "Don't verify the server's certificate.", false),
    rootCA: may(certificateFile, "Certificate authority of the server."),
  }),
  notices: (settings, report) => {
    if (settings.insecureCA === true) noEffectWith(settings, report, "rootCA", "insecureCA");
  },
  addresses: (settings) => {
    const issuer = textIn(settings, "issuer") ?? "";
    return [`${issuer.replace(/\/$/, "")}/.well-known/oauth-authorization-server`];
  },
  rules: (settings, report) => {
    noLastSlash(settings, report, "issuer");
  },
});
