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
  teams: may(texts.meta({ defaultText: "all members" }), "Teams whose members can log in."),
});

/** `github`: GitHub, and GitHub Enterprise by `hostName`. */
export const github = z.strictObject({
  ...clientFields(),
  orgs: may(z.array(organization), "Organizations whose members can log in."),
  org: may(text, "Older form of `orgs`."),
  hostName: may(hostName, "Host of GitHub Enterprise.", "github.com"),
  rootCA: may(certificateFile, "Certificate authority of that host; needs `hostName`."),
  teamNameField: may(z.enum(["name", "slug", "both"]), "How to name teams in groups.", "name"),
  loadAllGroups: may(flag, "Pass on all teams, without `orgs`.", false),
  useLoginAsID: may(flag, "Use the login name as the id, although logins can change hands.", false),
  preferredEmailDomain: may(text, "Domain of the e-mail address to prefer, if there are several."),
});

/** `gitlab`: GitLab, also self-hosted. */
export const gitlab = z.strictObject({
  ...clientFields(),
  baseURL: may(url, "Address of GitLab.", "https://gitlab.com"),
  groups: may(texts.meta({ defaultText: "all users" }), "Groups whose members can log in."),
  useLoginAsID: may(flag, "Use the login name as the id, although logins can change hands.", false),
  getGroupsPermission: may(flag, "Pass on the permissions in groups too.", false),
});

/** `gitea`: Gitea and Forgejo. */
export const gitea = z.strictObject({
  ...clientFields(),
  baseURL: may(url, "Address of Gitea.", "https://gitea.com"),
  orgs: may(z.array(organization), "Organizations whose members can log in."),
  loadAllGroups: may(flag, "Pass on all organizations and teams, without `orgs`.", false),
  useLoginAsID: may(flag, "Use the login name as the id, although logins can change hands.", false),
});

/** `bitbucket-cloud`: Bitbucket Cloud. */
export const bitbucketCloud = z.strictObject({
  ...clientFields(),
  teams: may(texts.meta({ defaultText: "all users" }), "Workspaces whose members can log in."),
  includeTeamGroups: may(flag, "Pass on the groups in workspaces too.", false),
});
