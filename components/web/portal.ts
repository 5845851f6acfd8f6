import * as pulumi from "@pulumi/pulumi";
import { checkArguments } from "../check-arguments";
import { portalDefaults } from "../../facts/defaults";
import type { EnvEntry } from "../kubernetes/env";
import { createWebApp, type WebAppArgs, type WebAppEnv } from "./web-app";

/** Arguments of {@link Portal}. */
export interface PortalArgs extends WebAppArgs {
  /** Public URL of Console. Without it, Portal lists no Console. */
  consoleUrl?: pulumi.Input<string>;
}

/**
 * Portal, the web application for organizations, their users and their stacks.
 *
 * Creates: `random.RandomPassword` for the cookie key, Secrets, the migration Job and the server
 * (ServiceAccount, Deployment, Service).
 */
export class Portal extends pulumi.ComponentResource {
  /** Public URL. */
  public readonly url: pulumi.Output<string>;
  /** Name of the Service; port `http` is 3000. */
  public readonly serviceName: pulumi.Output<string>;

  constructor(name: string, args: PortalArgs, opts?: pulumi.ComponentResourceOptions) {
    super("formance-control-plane:index:Portal", name, {}, opts);
    checkArguments(this, "Portal", name, args);
    this.url = pulumi.output(args.url);
    const { service } = createWebApp(this, name, args, {
      service: "portal",
      env: (shared) => portalEnv(args, shared),
    });
    this.serviceName = service.metadata.name;
    this.registerOutputs({ url: this.url, serviceName: this.serviceName });
  }
}

function portalEnv(args: PortalArgs, shared: WebAppEnv): EnvEntry[] {
  return [
    ...shared.managedStack,
    {
      name: "FEATURES_DISABLED",
      value: pulumi
        .output(args.featuresDisabled ?? [...portalDefaults.featuresDisabled])
        .apply((names) => names.join(",")),
    },
    ...(args.consoleUrl === undefined ? [] : [{ name: "APPS_CONSOLE_V3", value: args.consoleUrl }]),
    { name: "API_STACK_URL", value: shared.stackApiUrl },
    ...shared.runtime,
    ...shared.cookie,
    { name: "MEMBERSHIP_URL_API", value: args.membershipIssuer },
    ...shared.client,
    { name: "REDIRECT_URI", value: args.url },
    ...shared.services,
  ];
}
