import * as z from "zod";
import { secretKeyRef, secretText, sentry, text, textList } from "../fields";
import { optional } from "../notes";
import { httpUrl } from "../text-formats";
import { ownObservability, publisher } from "./connections";
import { migration } from "./jobs";
import { workloadFields } from "./workload";

const oauthClient = (id: string, title: string) =>
  z.strictObject({
    id: optional(text(), "Client id.", { default: id }),
    secret: optional(secretText(), "Client secret.", { defaultText: "generated" }),
    secretRef: optional(secretKeyRef(), "Existing Secret with the client secret."),
    redirectUris: optional(textList(httpUrl), "Redirect URIs.", {
      defaultText: `\`/auth/login\` and \`/auth/login-by-org\` of ${title}`,
    }),
    postLogoutRedirectUris: optional(textList(httpUrl), "Redirect URIs after logging out.", {
      defaultText: `\`/auth/logout\` of ${title}`,
    }),
    scopes: optional(textList(), "Scopes that the client may ask for.", {
      default: ["accesses", "remember_me", "keep_refresh_token", "on_behalf"],
    }),
  });

const webService = (title: string, name: string, featuresDisabled: string[]) =>
  z.strictObject({
    enabled: optional(z.boolean(), `Deploy ${title}.`, { default: true }),
    debug: optional(z.boolean(), "Verbose logs.", { defaultText: "`debug` of the stack" }),
    featuresDisabled: optional(textList(), "Features to switch off.", {
      default: featuresDisabled,
    }),
    cookieSecret: optional(
      secretText(),
      "Key that encrypts the cookies. A new one logs everybody out.",
      { defaultText: "generated" },
    ),
    cookieSecretRef: optional(secretKeyRef(), "Existing Secret with that key."),
    oauthClient: optional(oauthClient(name, title), "The client at Membership."),
    managedStack: optional(z.boolean(), `Tell ${title} that stacks are managed by Membership.`, {
      default: true,
    }),
    nodeEnv: optional(text(), "Runtime environment of Node.", { default: "production" }),
    publisher: publisher(name),
    observability: ownObservability(),
    migration: optional(migration(), "The Job that brings the tables up to date."),
    sentry: optional(sentry(), "Sentry, for errors in the browser and on the server."),
    ...workloadFields(),
  });

/** Console. The variable isn't called so by Node: that name is the global object. */
export const consoleArea = webService("Console", "console-v3", ["sessions"]);

/** Portal. */
export const portal = webService("Portal", "portal", ["notifications", "sessions"]);
