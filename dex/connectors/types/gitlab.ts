import * as z from "zod";
import { since } from "../../releases";
import { certificateData, clientFields, flag, limit, may, text, baseUrl } from "../fields";
import { noLastSlash } from "../rules";
import { connectorType, textIn } from "../type";

const ADDRESS = "https://gitlab.com";

/** `gitlab`: GitLab, also self-hosted. */
export const gitlab = connectorType({
  settings: z.strictObject({
    ...clientFields(),
    baseURL: may(baseUrl, "Address of GitLab.", ADDRESS),
    groups: may(limit(text, "all users"), "Groups whose members can log in."),
    useLoginAsID: may(
      flag,
      "Use the login name as the id, although logins can change hands.",
      false,
    ),
    getGroupsPermission: may(flag, "Pass on the permissions in groups too.", false),
    rootCAData: since(
      "2.45",
      may(certificateData, "Certificate authority of GitLab: the PEM, encoded in base64."),
    ),
    inheritedGroups: since(
      "main",
      may(flag, "Pass on inherited groups too, which needs the scope `read_api`.", false),
    ),
  }),
  addresses: (settings) => [textIn(settings, "baseURL") ?? ADDRESS],
  rules: (settings, report) => {
    noLastSlash(settings, report, "baseURL");
  },
});
