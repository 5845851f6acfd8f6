import * as z from "zod";
import {
  certificateFile,
  clientFields,
  flag,
  hostName,
  may,
  must,
  text,
  texts,
  url,
} from "../fields";

const organization = z.strictObject({
  name: must(text, "Name of the organization."),
  teams: may(texts, "Teams whose members may log in; all members when absent."),
});

/** `github`: GitHub, and GitHub Enterprise by `hostName`. */
export const github = z.strictObject({
  ...clientFields(),
  orgs: may(z.array(organization), "Organizations whose members may log in."),
  org: may(text, "Older form of `orgs`."),
  hostName: may(hostName, "Host of GitHub Enterprise.", "github.com"),
  rootCA: may(certificateFile, "Authority of its certificate; needs `hostName`."),
  teamNameField: may(z.enum(["name", "slug", "both"]), "What a team is called in groups.", "name"),
  loadAllGroups: may(flag, "Hand on all teams when `orgs` is absent.", false),
  useLoginAsID: may(flag, "Take the login name as the id; logins can change hands.", false),
  preferredEmailDomain: may(text, "Domain of the e-mail address to take, when there are several."),
});

/** `gitlab`: GitLab, also on a host of one's own. */
export const gitlab = z.strictObject({
  ...clientFields(),
  baseURL: may(url, "Address of GitLab.", "https://gitlab.com"),
  groups: may(texts, "Groups whose members may log in; everybody when absent."),
  useLoginAsID: may(flag, "Take the login name as the id; logins can change hands.", false),
  getGroupsPermission: may(flag, "Hand on the permissions in groups too.", false),
});

/** `gitea`: Gitea and Forgejo. */
export const gitea = z.strictObject({
  ...clientFields(),
  baseURL: may(url, "Address of Gitea.", "https://gitea.com"),
  orgs: may(z.array(organization), "Organizations whose members may log in."),
  loadAllGroups: may(flag, "Hand on all organizations and teams when `orgs` is absent.", false),
  useLoginAsID: may(flag, "Take the login name as the id; logins can change hands.", false),
});

/** `bitbucket-cloud`: Bitbucket Cloud. */
export const bitbucketCloud = z.strictObject({
  ...clientFields(),
  teams: may(texts, "Workspaces whose members may log in; everybody when absent."),
  includeTeamGroups: may(flag, "Hand on the groups in workspaces too.", false),
});
