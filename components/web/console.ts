import * as pulumi from "@pulumi/pulumi";
import { checkArguments } from "../check-arguments";
import { consoleDefaults } from "../../facts/defaults";
import type { EnvEntry } from "../kubernetes/env";
import { createWebApp, type WebAppArgs, type WebAppEnv } from "./web-app";

/** Arguments of {@link Console}. */
export interface ConsoleArgs extends WebAppArgs {
  /** Public URL of Portal. Without it, Console links to none. */
  portalUrl?: pulumi.Input<string>;
}

/**
 * Console, the web application for the stacks of an organization.
 *
 * Creates: `random.RandomPassword` for the cookie key, Secrets, the migration Job and the server
 * (ServiceAccount, Deployment, Service).
 */
export class Console extends pulumi.ComponentResource {
  /** Public URL. */
  public readonly url: pulumi.Output<string>;
  /** Name of the Service; port `http` is 3000. */
  public readonly serviceName: pulumi.Output<string>;

  constructor(name: string, args: ConsoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("formance-control-plane:index:Console", name, {}, opts);
    checkArguments(this, "Console", name, args);
    this.url = pulumi.output(args.url);
    const { service } = createWebApp(this, name, args, {
      service: "console",
      env: (shared) => consoleEnv(args, shared),
    });
    this.serviceName = service.metadata.name;
    this.registerOutputs({ url: this.url, serviceName: this.serviceName });
  }
}

function consoleEnv(args: ConsoleArgs, shared: WebAppEnv): EnvEntry[] {
  return [
    ...shared.managedStack,
    { name: "API_STACK_URL", value: shared.stackApiUrl },
    { name: "API_URL", value: shared.stackApiUrl },
    ...(args.portalUrl === undefined ? [] : [{ name: "PORTAL_UI", value: args.portalUrl }]),
    ...shared.runtime,
    ...shared.cookie,
    { name: "REDIRECT_URI", value: args.url },
    ...shared.client,
    { name: "MEMBERSHIP_URL_API", value: args.membershipIssuer },
    ...shared.services,
    {
      name: "FEATURES_DISABLED",
      value: pulumi
        .output(args.featuresDisabled ?? [...consoleDefaults.featuresDisabled])
        .apply((names) => names.join(",")),
    },
  ];
}
