import { below, unused, type Capability } from "./capability";

/** Console and Portal. */
export const web: readonly Capability[] = [
  {
    id: "F058",
    capability: "Console's cookie key",
    secrets: [
      {
        at: "console-v3.config.cookie",
        value: "encryptionKey",
        key: "encryptionKey",
        to: "console.cookieSecret",
        ref: "console.cookieSecretRef",
        published: true,
      },
    ],
    leftOver: {
      "global.platform.cookie.*": unused(
        "The chart doesn't read it since version 3. The cookies' keys are portal.config.cookie and console-v3.config.cookie.",
      ),
    },
  },
  {
    id: "F059",
    capability: "Portal's cookie key",
    secrets: [
      {
        at: "portal.config.cookie",
        value: "secret",
        key: "secret",
        to: "portal.cookieSecret",
        ref: "portal.cookieSecretRef",
        published: true,
      },
    ],
  },
  {
    id: "F060",
    capability: "Features of Portal",
    values: ["portal.config.featuresDisabled"],
    config: ["portal.featuresDisabled"],
  },
  {
    id: "F061",
    capability: "Features of Console",
    chart: "an entry of `console-v3.config.additionalEnv`",
    config: ["console.featuresDisabled"],
  },
  {
    id: "F062",
    capability: "Whether the applications manage stacks",
    settings: { "<app>.config.managedStack": "<app>.managedStack" },
  },
  {
    id: "F063",
    capability: "Stacks' APIs through Stargate",
    values: ["global.platform.stargate.enabled"],
    config: ["stargate.stackApiUrl"],
    note: "The chart's switch guesses the name of a Service that it does not install; here its URL is written.",
  },
  {
    id: "F064",
    capability: "Stacks' APIs by a URL",
    values: ["global.platform.stargate.stackApiUrl", "console-v3.config.stargate_url"],
    config: ["stargate.stackApiUrl"],
  },
  {
    id: "F065",
    capability: "Node's environment name",
    settings: { "<app>.config.environment": "<app>.nodeEnv" },
  },
  {
    id: "F066",
    capability: "Sentry",
    when: "<app>.config.sentry.enabled",
    settings: below("<app>.config.sentry", "<app>.sentry", ["dsn", "environment", "release"]),
    secrets: [
      {
        at: "<app>.config.sentry.authToken",
        value: "value",
        key: "value",
        to: "<app>.sentry.authToken",
        ref: "<app>.sentry.authTokenSecret",
      },
    ],
  },
];

/** What charts after the pinned one have for Console and Portal. */
export const webOfLaterCharts: readonly Capability[] = [
  {
    id: "F108",
    capability: "Commands of Console and Portal",
    settings: {
      "<app>.command": "<app>.command",
      "<app>.args": "<app>.args",
      "<app>.config.migration.command": "<app>.migration.command",
      "<app>.config.migration.args": "<app>.migration.args",
    },
    note: "The pinned chart lacks these values; later ones have them. By default the commands follow the image's tag, or `<app>.imageForm`.",
  },
];
