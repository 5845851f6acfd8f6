import { below, unused, type Capability } from "./capability";

/** Membership's own settings, and the variables of all services. */
export const membership: readonly Capability[] = [
  {
    id: "F023",
    capability: "Stacks managed by hand or by agents",
    settings: { "membership.feature.managedStacks": "membership.managedStacks" },
  },
  {
    id: "F024",
    capability: "Events on or off",
    settings: { "membership.feature.disableEvents": "membership.disableEvents" },
  },
  {
    id: "F025",
    capability: "The gRPC server for agents",
    values: ["membership.feature.managedStacks", "global.nats.enabled"],
    config: ["membership.managedStacks", "nats.url"],
  },
  {
    id: "F026",
    capability: "Tokens of agents, written or in a Secret",
    secrets: [
      {
        at: "membership.config.grpc",
        value: "tokens",
        key: "secret",
        to: "membership.grpcTokens",
        ref: "membership.grpcTokensSecret",
      },
    ],
  },
  {
    id: "F027",
    capability: "Modules of stacks",
    settings: below("membership.config.stack", "membership.stack", {
      minimalStackModules: "minimalModules",
      additionalModules: "additionalModules",
    }),
    leftOver: {
      "membership.config.minimalStackModules": unused(
        "The chart doesn't read it. If it was meant, set membership.stack.minimalModules.",
      ),
    },
  },
  {
    id: "F028",
    capability: "Delays of a stack's life",
    settings: below("membership.config.stack.cycle.delay", "membership.stack", {
      prune: "pruningDelay",
      prunePollingDelay: "pruningPollingDelay",
      disable: "disableDelay",
      disablePollingDelay: "disablePollingDelay",
      disposable: "disposableDelay",
      warn: "warnDelay",
    }),
    leftOver: {
      "membership.config.cycle.*": unused(
        "The chart doesn't read it: the cycle is below membership.config.stack.cycle. If it was meant, set membership.stack.cycleDryRun in the stack config.",
      ),
    },
  },
  {
    id: "F029",
    capability: "Life of tokens",
    settings: below("membership.config.auth.tokenValidity", "membership", {
      accessToken: "accessTokenValidity",
      refreshToken: "refreshTokenValidity",
    }),
  },
  {
    id: "F030",
    capability: "A login page that asks for the e-mail address first",
    settings: { "membership.config.auth.loginWithSSO": "membership.loginWithSso" },
  },
  {
    id: "F031",
    capability: "The address of Stargate for agents",
    settings: below("global.platform.stargate", "stargate", {
      serverURL: "serverUrl",
      "tls.disable": "disableTls",
    }),
  },
  {
    id: "F032",
    capability: "Development mode",
    settings: { "membership.dev": "membership.dev" },
    note: "Refused in production: it switches off TLS verification.",
  },
  {
    id: "F033",
    capability: "Verbose logs of all services or of one",
    settings: { "global.debug": "debug", "<migrated>.config.debug": "<migrated>.debug" },
    leftOver: {
      "membership.debug": unused(
        "The chart doesn't read it. The key is membership.config.debug, or debug for all.",
      ),
    },
  },
  {
    id: "F034",
    capability: "Membership's link to Console",
    values: ["global.platform.consoleV3.{scheme,host}"],
    config: ["hosts.console.host"],
  },
  {
    id: "F035",
    capability: "Further variables of Membership",
    values: ["membership.config.additionalEnv"],
    config: ["membership.env"],
    leftOver: {
      "membership.additionalEnv.*": unused(
        "Only the life-cycle CronJob read it, which made that CronJob invalid. The key is membership.config.additionalEnv.",
      ),
    },
  },
  {
    id: "F036",
    capability: "Further variables of Console",
    values: ["console-v3.config.additionalEnv"],
    config: ["console.env"],
  },
  {
    id: "F037",
    capability: "Further variables of Portal",
    values: ["portal.config.additionalEnv"],
    config: ["portal.env"],
  },
  {
    id: "F038",
    capability: "Further variables of Dex, also from whole objects",
    values: ["membership.dex.{env,envVars,envFrom}"],
    config: ["<service>.env", "<service>.envFrom"],
  },
  {
    id: "F039",
    capability: "The client of `fctl`",
    settings: { "membership.config.fctl": "membership.fctl" },
  },
];
