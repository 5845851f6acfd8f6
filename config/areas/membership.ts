import * as z from "zod";
import { duration, freeform, secretKeyRef, secretText, text, textList } from "../fields";
import { optional, required } from "../notes";
import { httpUrl } from "../text-formats";
import { ownObservability, publisher } from "./connections";
import { cronJob, job, migration } from "./jobs";
import { workloadFields } from "./workload";

const oauthClient = z.strictObject({
  id: required(text(), "Client id."),
  public: optional(z.boolean(), "A client that can't keep a secret, such as a command line.", {
    default: false,
  }),
  secret: optional(secretText(), "Client secret.", {
    defaultText: "generated, unless the client is public",
  }),
  secretRef: optional(secretKeyRef(), "Existing Secret with the client secret."),
  redirectUris: optional(textList(httpUrl), "Redirect URIs."),
  postLogoutRedirectUris: optional(textList(httpUrl), "Redirect URIs after logging out."),
  scopes: optional(textList(), "Scopes that the client may ask for."),
});

const connector = z.strictObject({
  id: required(text(), "Id of the connector."),
  name: required(text(), "Name on the login page."),
  type: optional(text(), "Type of the connector.", { default: "generic" }),
  issuer: required(text(httpUrl), "Issuer of the provider."),
  clientId: required(text(), "Client id of Membership at the provider."),
  clientSecret: required(secretText(), "Client secret of Membership at the provider."),
});

const delay = (description: string, value: string) =>
  optional(duration(), `${description}, as a Go duration.`, { default: value });

const stackDefaults = z.strictObject({
  minimalModules: optional(textList(), "Modules that every stack has.", {
    default: ["Auth", "Ledger", "Gateway"],
  }),
  additionalModules: optional(
    textList(),
    "Modules that a new stack gets beside the minimal ones.",
    {
      default: ["Payments", "Stargate"],
    },
  ),
  disableDelay: delay("How long after it became disposable a stack is disabled", "72h"),
  disablePollingDelay: delay("How often stacks to be disabled are looked for", "1m"),
  disposableDelay: delay("How long after its last change a stack becomes disposable", "360h"),
  warnDelay: delay("How long before that its members are warned", "72h"),
  pruningDelay: delay("How long after the warning a stack is removed", "720h"),
  pruningPollingDelay: delay("How often stacks to be removed are looked for", "1m"),
  cycleDryRun: optional(
    z.boolean(),
    "Let the life-cycle CronJob tell what it would do, and do nothing.",
    {
      default: true,
    },
  ),
});

/** Membership. */
export const membership = z.strictObject({
  debug: optional(z.boolean(), "Verbose logs.", { defaultText: "`debug` of the stack" }),
  dev: optional(
    z.boolean(),
    "Development mode; it switches the verification of TLS off. In test environments only.",
    { default: false },
  ),
  loginWithSso: optional(
    z.boolean(),
    "Ask for the e-mail address first and choose the provider by it.",
    { default: false },
  ),
  accessTokenValidity: delay("Life of an access token", "5m"),
  refreshTokenValidity: delay("Life of a refresh token", "72h"),
  fctl: optional(z.boolean(), "Register the public client of the command line `fctl`.", {
    default: true,
  }),
  additionalClients: optional(z.array(oauthClient), "Further OAuth clients."),
  connectors: optional(
    z.array(connector),
    "Login providers to write into the configuration file, as versions since June 2025 read them.",
  ),
  configOverrides: optional(
    freeform(),
    "Merged last over Membership's generated configuration file, which then is a Secret: maps merge, arrays replace, `null` removes.",
  ),
  publisher: publisher("membership"),
  observability: ownObservability(),
  managedStacks: optional(
    z.boolean(),
    "Whether stacks are made in the cluster by hand or by another tool (`true`), or by agents over gRPC (`false`).",
    { default: true },
  ),
  disableEvents: optional(z.boolean(), "Publish no events.", { default: true }),
  grpcTokens: optional(z.array(secretText()), "Tokens of agents, for the gRPC port."),
  grpcTokensSecret: optional(
    secretKeyRef(),
    "Existing Secret with the tokens of agents, separated by spaces.",
  ),
  stack: optional(stackDefaults, "Modules and life cycle of new stacks."),
  migration: optional(migration(), "The Job that brings the tables up to date."),
  wizard: optional(job(), "The Job of the wizard, with `via: wizard` of the seed."),
  invitationCleanup: optional(
    cronJob(true, "0/30 * * * *"),
    "CronJob that removes expired invitations.",
  ),
  tokenCleanup: optional(cronJob(false, "0 0 * * *"), "CronJob that removes expired tokens."),
  stackLifeCycle: optional(
    cronJob(false, "*/30 * * * *"),
    "CronJob of the life cycle of stacks; it needs agents and NATS.",
  ),
  ...workloadFields(),
});
