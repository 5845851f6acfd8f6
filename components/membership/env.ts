import * as pulumi from "@pulumi/pulumi";
import {
  loginProviderDefaults,
  membershipServerDefaults as own,
  stargateDefaults,
} from "../../facts/defaults";
import { clientSecretVariable } from "../../facts/own-variables";
import { oauthClientIds } from "../../facts/services";
import { databaseEnv } from "../environment/database";
import { observabilityEnv, podName, text } from "../environment/observability";
import { licenceEnv, natsEnv } from "../environment/services";
import { extraEnv, secretEntry, type EnvEntry } from "../kubernetes/env";
import type { ClientSecrets } from "./client-secrets";
import { spareSecrets } from "./config-file";
import type { MembershipServiceArgs } from "./membership-service-args";

/** Whether regions are run by agents, which connect to the gRPC port and need NATS. */
export function runsAgents(args: Pick<MembershipServiceArgs, "managedStacks" | "nats">): boolean {
  return args.managedStacks === false && args.nats !== undefined;
}

/** The environment of Membership's server. */
export function membershipEnv(
  args: MembershipServiceArgs,
  issuer: pulumi.Input<string>,
  clientSecrets: ClientSecrets,
): EnvEntry[] {
  return [
    ...(args.consoleUrl === undefined
      ? []
      : [{ name: "CONSOLE_PUBLIC_BASEURL", value: args.consoleUrl }]),
    { name: "DEV", value: text(args.dev ?? own.dev) },
    { name: "CONFIG", value: "/config/config.yaml" },
    { name: "LOGIN_WITH_SSO", value: text(args.loginWithSso ?? own.loginWithSso) },
    { name: "STARGATE_SERVER_URL", value: args.stargateServerUrl ?? "" },
    {
      name: "STARGATE_SERVER_DISABLE_TLS",
      value: text(args.stargateDisableTls ?? stargateDefaults.disableTls),
    },
    ...loginProviderEnv(args),
    { name: "SERVICE_URL", value: issuer },
    { name: "MANAGED_STACKS", value: text(args.managedStacks ?? own.managedStacks) },
    { name: "DISABLE_EVENTS", value: text(args.disableEvents ?? own.disableEvents) },
    ...(args.clients ?? [])
      .filter((client) => client.public !== true)
      .map(({ id, secretRef }) =>
        secretEntry(clientSecretVariable(id), clientSecrets.current[id], secretRef),
      ),
    { name: "DEBUG", value: text(args.debug ?? own.debug) },
    podName,
    ...licenceEnv(args.licence),
    ...databaseEnv(args.database),
    ...observabilityEnv("membership", args.observability),
    ...agentEnv(args),
    ...stackEnv(args),
    ...publisherEnv(args),
    { name: "TOKENS_VALIDITY_ACCESS", value: args.accessTokenValidity ?? own.accessTokenValidity },
    {
      name: "TOKENS_VALIDITY_REFRESH",
      value: args.refreshTokenValidity ?? own.refreshTokenValidity,
    },
    ...spareSecrets(clientSecrets).map(({ variable, secret }) => ({ name: variable, secret })),
    ...extraEnv(args.env),
  ];
}

function loginProviderEnv({ loginProvider }: MembershipServiceArgs): EnvEntry[] {
  const scopes = loginProvider.scopes ?? loginProviderDefaults.scopes;
  return [
    { name: "RP_ISSUER", value: loginProvider.issuer },
    { name: "RP_CLIENT_ID", value: loginProvider.clientId ?? oauthClientIds.membership },
    secretEntry("RP_CLIENT_SECRET", loginProvider.clientSecret, loginProvider.clientSecretRef),
    { name: "RP_SCOPES", value: joined(scopes) },
  ];
}

function agentEnv(args: MembershipServiceArgs): EnvEntry[] {
  if (!runsAgents(args)) return [];
  return [
    { name: "GRPC_TLS_INSECURE", value: "true" },
    { name: "GRPC_H2C_ENABLED", value: "true" },
    secretEntry("GRPC_TOKEN", joined(args.grpcTokens ?? []), args.grpcTokensSecret),
  ];
}

function stackEnv({ stack }: MembershipServiceArgs): EnvEntry[] {
  return [
    {
      name: "STACK_MINIMAL_MODULES",
      value: joined(stack?.minimalModules ?? own.stack.minimalModules),
    },
    {
      name: "STACK_ADDITIONAL_DEFAULT_MODULES",
      value: joined(stack?.additionalModules ?? own.stack.additionalModules),
    },
    { name: "STACK_PRUNING_DELAY", value: stack?.pruningDelay ?? own.stack.pruningDelay },
    {
      name: "STACK_PRUNING_POLLING_DELAY",
      value: stack?.pruningPollingDelay ?? own.stack.pruningPollingDelay,
    },
    { name: "STACK_DISABLE_DELAY", value: stack?.disableDelay ?? own.stack.disableDelay },
    {
      name: "STACK_DISABLE_POLLING_DELAY",
      value: stack?.disablePollingDelay ?? own.stack.disablePollingDelay,
    },
    { name: "STACK_DISPOSABLE_DELAY", value: stack?.disposableDelay ?? own.stack.disposableDelay },
  ];
}

/** Set whenever events or agents need the broker, so that neither is left without it. */
function publisherEnv(args: MembershipServiceArgs): EnvEntry[] {
  if (args.nats === undefined && (args.managedStacks ?? own.managedStacks)) return [];
  return publishing(args);
}

/** Membership's variables for NATS. */
export function publishing({ nats, publisher }: MembershipServiceArgs): EnvEntry[] {
  return natsEnv("membership", nats, { publisher });
}

/** What the Jobs and CronJobs have of the environment that may be secret. */
export function jobEnv(args: MembershipServiceArgs): EnvEntry[] {
  return [
    ...databaseEnv(args.database),
    ...licenceEnv(args.licence),
    ...publishing(args),
    ...extraEnv(args.env),
  ];
}

function joined(list: pulumi.Input<readonly pulumi.Input<string>[]>): pulumi.Output<string> {
  return pulumi.output(list).apply((items) => items.join(" "));
}
