import * as z from "zod";
import { duration, freeform, secretKeyRef, secretText, text, textList } from "../fields";
import { objectsIn } from "../interfaces";
import { optional, required } from "../notes";
import { issuer, returnUri } from "../url-formats";
import { ownObservability, publisher } from "./connections";
import { cronJob, job, migration } from "./jobs";
import { workload } from "./workload";

const object = objectsIn("membership");

const oauthClient = object("OAuthClientArgs", "An OAuth client of Membership.", {
  id: required(text(), "Client id.", { plain: true }),
  public: optional(z.boolean(), "A client that can't keep a secret, such as a command-line tool.", {
    default: false,
    plain: true,
  }),
  secret: optional(secretText(), "Client secret.", {
    defaultText: "generated, unless the client is public",
  }),
  secretRef: optional(secretKeyRef(), "Existing Secret with the client secret."),
  redirectUris: optional(textList(returnUri), "Redirect URIs."),
  postLogoutRedirectUris: optional(textList(returnUri), "Redirect URIs after logging out."),
  scopes: optional(textList(), "Scopes that the client may request."),
});

const connector = object(
  "MembershipConnectorArgs",
  "A login provider in Membership's configuration file.",
  {
    id: required(text(), "Id of the connector."),
    name: required(text(), "Name on the login page."),
    type: optional(text(), "Type of the connector.", { default: "generic" }),
    issuer: required(text(issuer), "Issuer of the provider."),
    clientId: required(text(), "Client id of Membership at the provider."),
    clientSecret: required(secretText(), "Client secret of Membership at the provider."),
  },
);

const delay = (description: string, value: string, env: string) =>
  optional(duration(), `${description}, as a Go duration.`, { default: value, env });

/** Names of modules, each once. */
const modules = () =>
  textList().superRefine((names, context) => {
    for (const [index, name] of names.entries()) {
      if (names.indexOf(name) === index) continue;
      context.addIssue({
        code: "custom",
        path: [index],
        message: "is in the list twice. Remove one of the two.",
      });
    }
  });

const stackDefaults = object(
  "StackDefaultsArgs",
  "Modules and life cycle of the stacks that Membership creates.",
  {
    minimalModules: optional(modules(), "Modules of every stack.", {
      default: ["Auth", "Ledger", "Gateway"],
      env: "STACK_MINIMAL_MODULES",
    }),
    additionalModules: optional(
      modules(),
      "Additional modules of a new stack, besides the minimal ones.",
      {
        default: ["Payments", "Stargate"],
        env: "STACK_ADDITIONAL_DEFAULT_MODULES",
      },
    ),
    disableDelay: delay(
      "Time from when a stack becomes disposable until it is disabled",
      "72h",
      "STACK_DISABLE_DELAY",
    ),
    disablePollingDelay: delay(
      "How often to look for stacks to disable",
      "1m",
      "STACK_DISABLE_POLLING_DELAY",
    ),
    disposableDelay: delay(
      "Time from the last change of a stack until it becomes disposable",
      "360h",
      "STACK_DISPOSABLE_DELAY",
    ),
    warnDelay: delay(
      "How long before a stack becomes disposable to warn its members",
      "72h",
      "STACK_WARN_DELAY",
    ),
    pruningDelay: delay(
      "Time from the warning until the stack is removed",
      "720h",
      "STACK_PRUNING_DELAY",
    ),
    pruningPollingDelay: delay(
      "How often to look for stacks to remove",
      "1m",
      "STACK_PRUNING_POLLING_DELAY",
    ),
    cycleDryRun: optional(
      z.boolean(),
      "Make the lifecycle CronJob log what it would do, without doing it.",
      {
        default: true,
      },
    ),
  },
);

const server = object("MembershipServerArgs", "Settings of Membership's server and Jobs.", {
  debug: optional(z.boolean(), "Log verbosely.", {
    defaultText: "`debug` of the stack",
    argument: { default: false },
    env: "DEBUG",
  }),
  dev: optional(
    z.boolean(),
    "Development mode, which turns off TLS verification; only in test environments.",
    { default: false, env: "DEV" },
  ),
  loginWithSso: optional(
    z.boolean(),
    "Ask for the e-mail address first, and choose the identity provider based on it.",
    { default: false, env: "LOGIN_WITH_SSO" },
  ),
  accessTokenValidity: delay("Lifetime of access tokens", "5m", "TOKENS_VALIDITY_ACCESS"),
  refreshTokenValidity: delay("Lifetime of refresh tokens", "72h", "TOKENS_VALIDITY_REFRESH"),
  connectors: optional(
    z.array(connector),
    "Login providers to write into Membership's configuration file. Versions since June 2025 read them there.",
  ),
  configOverrides: optional(
    freeform(),
    "Merged last over Membership's generated configuration file: maps merge, lists replace, `null` removes. The file is then kept in a Secret.",
  ),
  publisher: publisher("membership"),
  observability: ownObservability(),
  managedStacks: optional(
    z.boolean(),
    "Whether stacks are created in the cluster by hand or by another tool (`true`), or by agents over gRPC (`false`).",
    { default: true, env: "MANAGED_STACKS", plain: true },
  ),
  disableEvents: optional(z.boolean(), "Publish no events.", {
    default: true,
    env: "DISABLE_EVENTS",
  }),
  grpcTokens: optional(z.array(secretText()), "Tokens of the agents, for the gRPC port.", {
    env: "GRPC_TOKEN",
    plain: "entries",
  }),
  grpcTokensSecret: optional(
    secretKeyRef(),
    "Existing Secret with the tokens of the agents, separated by spaces.",
  ),
  stack: optional(stackDefaults, "Modules and life cycle of new stacks."),
  migration: optional(migration, "The Job that migrates Membership's database."),
  wizard: optional(job, "The Job of the wizard, with `seed.via: wizard`."),
  invitationCleanup: optional(
    cronJob(true, "0/30 * * * *"),
    "CronJob that removes expired invitations.",
  ),
  tokenCleanup: optional(cronJob(false, "0 0 * * *"), "CronJob that removes expired tokens."),
  stackLifeCycle: optional(
    cronJob(false, "*/30 * * * *"),
    "CronJob that warns about unused stacks, disables them and removes them; needs agents and NATS.",
  ),
  ...workload.shape,
});

/** Membership. */
export const membership = object("MembershipSettingsArgs", "Settings of Membership.", {
  fctl: optional(z.boolean(), "Register the public OAuth client of `fctl`.", {
    default: true,
    plain: true,
  }),
  additionalClients: optional(z.array(oauthClient), "Additional OAuth clients of Membership."),
  ...server.shape,
});
