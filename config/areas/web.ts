import * as z from "zod";
import { secretKeyRef, secretText, sentry, text, textList } from "../fields";
import { optional } from "../notes";
import { httpUrl } from "../text-formats";
import { ownObservability, publisher } from "./connections";
import { migration } from "./jobs";
import { workloadFields } from "./workload";

const oauthClient = (id: string, title: string) =>
  z.strictObject({
    id: optional(text(), "Client id.", { default: id, env: "MEMBERSHIP_CLIENT_ID" }),
    secret: optional(secretText(), "Client secret.", {
      defaultText: "generated",
      env: "MEMBERSHIP_CLIENT_SECRET",
    }),
    secretRef: optional(secretKeyRef(), "Existing Secret with the client secret."),
    redirectUris: optional(textList(httpUrl), "Redirect URIs.", {
      defaultText: `\`/auth/login\` and \`/auth/login-by-org\` of ${title}`,
    }),
    postLogoutRedirectUris: optional(textList(httpUrl), "Redirect URIs after logging out.", {
      defaultText: `\`/auth/logout\` of ${title}`,
    }),
    scopes: optional(textList(), "Scopes that the client may request.", {
      default: ["accesses", "remember_me", "keep_refresh_token", "on_behalf"],
    }),
  });

const webService = (title: string, name: string, featuresDisabled: string[]) =>
  z.strictObject({
    enabled: optional(z.boolean(), `Deploy ${title}.`, { default: true }),
    debug: optional(z.boolean(), "Log verbosely.", {
      defaultText: "`debug` of the stack",
      env: "DEBUG",
    }),
    featuresDisabled: optional(textList(), "Features to switch off.", {
      default: featuresDisabled,
      env: "FEATURES_DISABLED",
    }),
    cookieSecret: optional(
      secretText(),
      "Key that encrypts cookies. A change logs everybody out.",
      { defaultText: "generated", env: "COOKIE_SECRET" },
    ),
    cookieSecretRef: optional(secretKeyRef(), "Existing Secret with that key."),
    oauthClient: optional(oauthClient(name, title), `OAuth client of ${title} at Membership.`),
    managedStack: optional(
      z.boolean(),
      `Whether Membership manages the stacks that ${title} shows.`,
      {
        default: true,
        env: "MANAGED_STACK",
      },
    ),
    nodeEnv: optional(text(), "Environment that Node.js runs in.", {
      default: "production",
      env: "NODE_ENV",
    }),
    publisher: publisher(name),
    observability: ownObservability(),
    migration: optional(migration(), `The Job that migrates ${title}'s database.`),
    sentry: optional(sentry(), "Sentry, which collects errors of the browser and the server."),
    ...workloadFields(),
  });

/** Console. Not named `console`, which is a global object of Node.js. */
export const consoleArea = webService("Console", "console-v3", ["sessions"]);

/** Portal. */
export const portal = webService("Portal", "portal", ["notifications", "sessions"]);
