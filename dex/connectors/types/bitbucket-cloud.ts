import * as z from "zod";
import { since } from "../../releases";
import { clientFields, flag, may, texts } from "../fields";
import { connectorType } from "../type";

/** `bitbucket-cloud`: Bitbucket Cloud. */
export const bitbucketCloud = connectorType({
  settings: z.strictObject({
    ...clientFields(),
    teams: may(texts.meta({ defaultText: "all users" }), "Workspaces whose members can log in."),
    includeTeamGroups: may(flag, "Pass on the groups in workspaces too.", false),
    getWorkspacePermissions: since(
      "main",
      may(flag, "Pass on the permissions in workspaces too.", false),
    ),
  }),
  addresses: () => ["https://bitbucket.org"],
});
