import * as z from "zod";
import { hostName, jsonKeyFile, limit, may, must, pathStep, text } from "../fields";
import { client, preset } from "../preset";

export const entraId = preset({
  title: "Microsoft Entra ID",
  type: "microsoft",
  fields: {
    tenantId: must(pathStep, "Id of the tenant (directory)."),
    ...client,
    groups: may(limit(text, "all users"), "Groups whose members can log in, by name."),
  },
  expand: ({ tenantId, clientId, clientSecret, groups }) => ({
    tenant: tenantId,
    clientID: clientId,
    clientSecret,
    groups,
    emailToLowercase: true,
  }),
});

export const googleWorkspace = preset({
  title: "Google",
  type: "google",
  fields: {
    ...client,
    domains: must(z.array(hostName).min(1), "Domains whose users can log in."),
    serviceAccountKey: may(jsonKeyFile, "Key of the service account that reads groups."),
    adminEmail: may(text, "Administrator that the service account acts for."),
  },
  expand: ({ clientId, clientSecret, domains, serviceAccountKey, adminEmail }) => ({
    clientID: clientId,
    clientSecret,
    hostedDomains: domains,
    serviceAccountFilePath: serviceAccountKey,
    ...(adminEmail === undefined ? {} : { domainToAdminEmail: { "*": adminEmail } }),
  }),
});
