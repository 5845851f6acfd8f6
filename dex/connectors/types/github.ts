import * as z from "zod";
import {
  certificateFile,
  clientFields,
  flag,
  hostName,
  limit,
  may,
  organization,
  text,
} from "../fields";
import { noEffectWith, notBoth } from "../rules";
import { connectorType, textIn } from "../type";

const HOST = "github.com";

/** `github`: GitHub, and GitHub Enterprise by `hostName`. */
export const github = connectorType({
  settings: z.strictObject({
    ...clientFields(),
    orgs: may(limit(organization, "all users"), "Organizations whose members can log in."),
    org: may(text, "Older form of `orgs`."),
    hostName: may(hostName, "Host of GitHub Enterprise.", HOST),
    rootCA: may(certificateFile, "Certificate authority of that host; needs `hostName`."),
    teamNameField: may(z.enum(["name", "slug", "both"]), "How to name teams in groups.", "name"),
    loadAllGroups: may(flag, "Pass on all teams, without `orgs`.", false),
    useLoginAsID: may(
      flag,
      "Use the login name as the id, although logins can change hands.",
      false,
    ),
    preferredEmailDomain: may(
      text,
      "Domain of the e-mail address to prefer, if there are several.",
    ),
  }),
  addresses: (settings) => [`https://${textIn(settings, "hostName") ?? HOST}`],
  notices: (settings, report) => {
    if (settings.org !== undefined) report("org", "is an older form. Use orgs.");
  },
  rules: (settings, report) => {
    notBoth(settings, report, "orgs", "org");
    for (const name of ["orgs", "org"]) noEffectWith(settings, report, "loadAllGroups", name);
    const { preferredEmailDomain: domain } = settings;
    if (typeof domain === "string" && /@|\*$/.test(domain)) {
      report(
        "preferredEmailDomain",
        "is not a domain. Write it without @, such as example.com or *.example.com.",
      );
    }
    if (settings.rootCA !== undefined && settings.hostName === undefined) {
      report("hostName", "is missing. It is required with rootCA.");
    }
  },
});
