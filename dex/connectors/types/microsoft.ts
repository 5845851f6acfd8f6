import * as z from "zod";
import { since } from "../../releases";
import { clientFields, flag, limit, may, pathStep, secret, text, texts, baseUrl } from "../fields";
import { notBoth } from "../rules";
import { connectorType, textIn } from "../type";

const LOGIN = "https://login.microsoftonline.com";
const COMMON = "common";

/** `microsoft`: accounts of Microsoft and of Entra ID, by Microsoft Graph. */
export const microsoft = connectorType({
  settings: z.strictObject({
    ...clientFields(),
    clientSecret: may(
      secret.meta({ defaultText: "none, with `clientAssertion`" }),
      "Client secret of Dex at the provider.",
    ),
    tenant: may(
      pathStep,
      "Tenant by id or domain; or `common`, `organizations`, `consumers`.",
      COMMON,
    ),
    onlySecurityGroups: may(flag, "Pass on only security groups.", false),
    groups: may(
      limit(text, "all users"),
      "Groups to pass on, and whose members can log in; needs a single tenant.",
    ),
    groupNameFormat: may(z.enum(["name", "id"]), "How to name groups.", "name"),
    useGroupsAsWhitelist: may(flag, "Pass on only the groups of `groups`.", false),
    emailToLowercase: may(flag, "Convert e-mail addresses to lower case.", false),
    apiURL: may(baseUrl, "Address of the login service.", LOGIN),
    graphURL: may(baseUrl, "Address of Microsoft Graph.", "https://graph.microsoft.com"),
    promptType: may(text, "Parameter `prompt`, such as `select_account`."),
    domainHint: may(text, "Domain to suggest on the login page."),
    scopes: may(texts, "Scopes to request.", ["user.read"]),
    clientAssertion: since(
      "main",
      may(
        text,
        "Path in the pod of a token that replaces the client secret, such as that of a workload identity.",
      ),
    ),
    batchGroupLookups: since("main", may(flag, "Look up groups in batches of 1000.", false)),
    preferredUsernameField: since(
      "main",
      may(
        z.enum(["name", "email", "mailNickname", "onPremisesSamAccountName"]),
        "Source of the preferred name.",
      ),
    ),
  }),
  // Discovery of a tenant that doesn't exist returns 400.
  addresses: (settings) => {
    const base = textIn(settings, "apiURL") ?? LOGIN;
    const tenant = textIn(settings, "tenant") ?? COMMON;
    return [`${base.replace(/\/$/, "")}/${tenant}/v2.0/.well-known/openid-configuration`];
  },
  rules: (settings, report) => {
    notBoth(settings, report, "clientAssertion", "clientSecret");
    if (settings.clientSecret === undefined && settings.clientAssertion === undefined) {
      report("clientSecret", "is missing. Give it, or clientAssertion.");
    }
    const { tenant = COMMON } = settings;
    const many = [COMMON, "organizations", "consumers"].includes(String(tenant));
    for (const name of many && settings.groups === undefined
      ? ["onlySecurityGroups", "groupNameFormat"]
      : []) {
      if (settings[name] === undefined || settings[name] === false) continue;
      report(
        name,
        "has no effect: groups can be read only from a single tenant. Give its id as tenant.",
      );
    }
    if (settings.groups !== undefined && many) {
      report(
        "tenant",
        "doesn't name a single tenant, so groups can't be read. Give the tenant's id.",
      );
    }
    if (settings.useGroupsAsWhitelist === true && settings.groups === undefined) {
      report("groups", "is missing. It is required with useGroupsAsWhitelist.");
    }
  },
});
