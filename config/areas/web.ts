import * as z from "zod";
import { firstSlimVersion, imageFormNames } from "../../facts/image-forms";
import { secretKeyRef, secretText, sentry, text, textList } from "../fields";
import { objectsIn } from "../interfaces";
import { optional } from "../notes";
import { returnUri } from "../url-formats";
import { ownObservability, publisher } from "./connections";
import { migration } from "./jobs";
import { workload } from "./workload";

const object = objectsIn("web");

const oauthClient = (id: string) =>
  object("AppClientArgs", "The OAuth client of Console or Portal at Membership.", {
    id: optional(text(), "Client id.", { default: id, env: "MEMBERSHIP_CLIENT_ID", plain: true }),
    secret: optional(secretText(), "Client secret.", {
      defaultText: "generated",
      env: "MEMBERSHIP_CLIENT_SECRET",
    }),
    secretRef: optional(secretKeyRef(), "Existing Secret with the client secret."),
    redirectUris: optional(textList(returnUri), "Redirect URIs.", {
      defaultText: "`/auth/login` and `/auth/login-by-org` of the application",
    }),
    postLogoutRedirectUris: optional(textList(returnUri), "Redirect URIs after logging out.", {
      defaultText: "`/auth/logout` of the application",
    }),
    scopes: optional(textList(), "Scopes that the client may request.", {
      default: ["accesses", "remember_me", "keep_refresh_token", "on_behalf"],
    }),
  });

const commandFields = (example: { command: string[]; args: string[] }) => ({
  command: optional(
    textList(),
    "Command of the container, instead of the one for `imageForm`; `[]` means the image's own.",
    { defaultText: "that of `imageForm`", example: example.command },
  ),
  args: optional(textList(), "Arguments of the command.", {
    defaultText: "those of `imageForm`; none if `command` is set",
    example: example.args,
  }),
});

const webMigration = object(
  "WebMigrationArgs",
  "The Job that migrates the database of Console or Portal.",
  {
    ...migration.shape,
    ...commandFields({ command: ["node"], args: ["dist/migrate.cjs"] }),
  },
);

const server = (name: string, featuresDisabled: string[]) =>
  object("WebServerArgs", "Settings of Console's and Portal's server and Jobs.", {
    debug: optional(z.boolean(), "Log verbosely.", {
      defaultText: "`debug` of the stack",
      argument: { default: false },
      env: "DEBUG",
    }),
    featuresDisabled: optional(textList(), "Features to turn off.", {
      default: featuresDisabled,
      env: "FEATURES_DISABLED",
    }),
    cookieSecret: optional(secretText(), "Key that encrypts cookies. A change logs everyone out.", {
      defaultText: "generated",
      env: "COOKIE_SECRET",
    }),
    cookieSecretRef: optional(secretKeyRef(), "Existing Secret with that key."),
    managedStack: optional(
      z.boolean(),
      "Whether Membership manages the stacks that the application shows.",
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
    imageForm: optional(
      z.enum(imageFormNames),
      "How the image starts its server and its migration: with `pnpm`, or without it (`slim`).",
      {
        defaultText: `by the tag: \`slim\` from version ${firstSlimVersion} on, \`pnpm\` for others`,
        plain: true,
      },
    ),
    ...commandFields({
      command: ["node_modules/.bin/react-router-serve"],
      args: ["./build/server/index.js"],
    }),
    migration: optional(webMigration, "The Job that migrates the database of the application."),
    sentry: optional(sentry(), "Sentry, which collects errors from the browser and the server."),
    ...workload.shape,
  });

const app = (name: string, featuresDisabled: string[]) =>
  object("WebAppSettingsArgs", "Settings that Console and Portal share.", {
    enabled: optional(z.boolean(), "Deploy the application.", { default: true, plain: true }),
    oauthClient: optional(oauthClient(name), "OAuth client of the application at Membership."),
    ...server(name, featuresDisabled).shape,
  });

/** Console. Not named `console`, which is a global object of Node.js. */
export const consoleArea = object(
  "ConsoleSettingsArgs",
  "Settings of Console.",
  app("console-v3", ["sessions"]).shape,
);

/** Portal. */
export const portal = object(
  "PortalSettingsArgs",
  "Settings of Portal.",
  app("portal", ["notifications", "sessions"]).shape,
);
