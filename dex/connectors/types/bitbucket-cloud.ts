import * as z from "zod";
import { since } from "../../releases";
import { clientFields, flag, limit, may, text } from "../fields";
import { connectorType } from "../type";

/** `bitbucket-cloud`: Bitbucket Cloud. */
export const bitbucketCloud = connectorType({
  settings: z.strictObject({
    ...clientFields(),
    teams: may(limit(text, "all users"), "Workspaces whose members can log in."),
    includeTeamGroups: may(flag, "Pass on the groups in workspaces too.", false),
    getWorkspacePermissions: since(
      "main",
      may(flag, "Pass on the permissions in workspaces too.", false),
    ),
  }),
  notices: (settings, report) => {
    if (settings.includeTeamGroups !== true) return;
    report(
      "includeTeamGroups",
      "calls an API that Atlassian has removed, so there are no such groups and logins may fail. Remove it.",
    );
  },
  addresses: () => ["https://bitbucket.org"],
});
