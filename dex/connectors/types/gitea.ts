import * as z from "zod";
import { clientFields, flag, limit, may, organization, baseUrl } from "../fields";
import { noEffectWith, noLastSlash } from "../rules";
import { connectorType, textIn } from "../type";

const ADDRESS = "https://gitea.com";

/** `gitea`: Gitea and Forgejo. */
export const gitea = connectorType({
  settings: z.strictObject({
    ...clientFields(),
    baseURL: may(baseUrl, "Address of Gitea.", ADDRESS),
    orgs: may(limit(organization, "all users"), "Organizations whose members can log in."),
    loadAllGroups: may(flag, "Pass on all organizations and teams, without `orgs`.", false),
    useLoginAsID: may(
      flag,
      "Use the login name as the id, although logins can change hands.",
      false,
    ),
  }),
  rules: (settings, report) => {
    noLastSlash(settings, report, "baseURL");
    noEffectWith(settings, report, "loadAllGroups", "orgs");
  },
  addresses: (settings) => [textIn(settings, "baseURL") ?? ADDRESS],
});
