import * as pulumi from "@pulumi/pulumi";
import { checkArguments } from "../check-arguments";
import { membershipCallbackPath } from "../../facts/public-addresses";
import { publicAddresses } from "./address-outputs";
import { createApps } from "./apps";
import type { ControlPlaneArgs } from "../args/control-plane";
import type { ControlPlaneContext } from "./context";
import { createDatabases } from "./databases";
import { createEntry } from "./entry";
import { createDex, dexLogin, ownProvider } from "./login";
import { createMembership } from "./membership";
import { createNetworkPolicies } from "./network";
import { createSeed, createWizardSeed } from "./seed";
import { createExternalSecrets } from "./external-secrets";
import { entryTrust } from "./trust";
import { createNamespace } from "./namespace";

/**
 * A complete Formance control plane: Dex (or your own OpenID Connect provider), Membership,
 * Console, Portal, their databases and secrets, the public entry, and the first regions,
 * organizations, users and stacks.
 *
 * ```ts
 * const controlPlane = new ControlPlane("formance", {
 *   domain: "example.com",
 *   database: { managed: true, host: "db.example.com", admin: { password } },
 *   dex: { admin: { enabled: true } },
 *   ingress: { tls: { mode: "cert-manager", issuer: "letsencrypt" } },
 * });
 * export const console = controlPlane.consoleUrl;
 * ```
 *
 * Creates: a Namespace, and `DexProvider`, `MembershipService`, `Console`,
 * `Portal`, an `Ingress`, `GatewayRoutes` or `TargetGroupBindings`, `NetworkPolicies`, a
 * `Database` for each service, and `MembershipSeed`.
 */
export class ControlPlane extends pulumi.ComponentResource {
  /** Namespace of all objects. */
  public readonly namespace: pulumi.Output<string>;
  /** Public URL of Console; empty when it isn't deployed. */
  public readonly consoleUrl: pulumi.Output<string>;
  /** Public URL of Portal; empty when it isn't deployed. */
  public readonly portalUrl: pulumi.Output<string>;
  /** Issuer of Membership, for `fctl` and agents. */
  public readonly membershipIssuer: pulumi.Output<string>;
  /** Issuer of the provider that users log in with. */
  public readonly loginIssuer: pulumi.Output<string>;
  /** Redirect URI to register with the provider that users log in with. */
  public readonly redirectUri: pulumi.Output<string>;
  /** Redirect URI to register with the identity providers behind Dex; empty without Dex. */
  public readonly connectorRedirectUri: pulumi.Output<string>;
  /** E-mail address of the first local user; empty when there is none. */
  public readonly firstLoginEmail: pulumi.Output<string>;
  /** Password of the first local user, when it was generated; a secret. */
  public readonly firstLoginPassword: pulumi.Output<string>;
  /** Generated passwords of all local users by their e-mail addresses; a secret. */
  public readonly localPasswords: pulumi.Output<Record<string, string>>;
  /** PEM of the self-signed authority; empty unless certificates are self-signed. */
  public readonly caCertificate: pulumi.Output<string>;
  /** Ids of the seeded organizations by name. */
  public readonly organizationIds: pulumi.Output<Record<string, string>>;
  /** What the seed did last; empty when there is none. */
  public readonly seedSummary: pulumi.Output<string>;
  /** Client secrets of the seeded stacks, by `<organization>/<stack>`; a secret. */
  public readonly stackClientSecrets: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: ControlPlaneArgs, opts?: pulumi.ComponentResourceOptions) {
    super("formance-control-plane:index:ControlPlane", name, {}, opts);
    checkArguments(this, "ControlPlane", name, args);

    const namespace = createExternalSecrets(this, name, args, createNamespace(this, name, args));
    const authorities = entryTrust(args);
    const context: ControlPlaneContext = {
      name,
      args,
      namespace,
      addresses: publicAddresses(args),
      databases: createDatabases(this, name, args),
      trust: authorities.trust,
    };
    this.namespace = namespace;
    this.redirectUri = pulumi.interpolate`${context.addresses.membership.url}${membershipCallbackPath}`;

    const dex = args.oidc === undefined ? createDex(this, context, this.redirectUri) : undefined;
    const provider =
      dex === undefined ? ownProvider(args) : dexLogin(dex, args.dex?.membershipClient);
    createNetworkPolicies(this, context, provider.issuer);
    const wizard = createWizardSeed(this, context);
    const membership = createMembership(this, context, provider, wizard);
    const apps = createApps(this, context, membership);
    this.caCertificate = createEntry(this, context, { dex, membership, apps });
    const seed = wizard ?? createSeed(this, context, membership);

    this.consoleUrl = apps.console?.url ?? pulumi.output("");
    this.portalUrl = apps.portal?.url ?? pulumi.output("");
    this.membershipIssuer = membership.issuer;
    this.loginIssuer = pulumi.output(provider.issuer);
    this.connectorRedirectUri = dex?.callbackUri ?? pulumi.output("");
    this.firstLoginEmail = dex?.firstEmail ?? pulumi.output("");
    this.firstLoginPassword = dex?.firstPassword ?? pulumi.secret("");
    this.localPasswords = dex?.passwords ?? pulumi.secret<Record<string, string>>({});
    authorities.resolve(this.caCertificate);
    this.organizationIds = seed?.organizationIds ?? pulumi.output<Record<string, string>>({});
    this.seedSummary = seed?.summary ?? pulumi.output("");
    this.stackClientSecrets = seed?.stackClientSecrets ?? pulumi.secret<Record<string, string>>({});
    this.registerOutputs({
      namespace: this.namespace,
      consoleUrl: this.consoleUrl,
      portalUrl: this.portalUrl,
      membershipIssuer: this.membershipIssuer,
      loginIssuer: this.loginIssuer,
      redirectUri: this.redirectUri,
      connectorRedirectUri: this.connectorRedirectUri,
      firstLoginEmail: this.firstLoginEmail,
      firstLoginPassword: this.firstLoginPassword,
      localPasswords: this.localPasswords,
      caCertificate: this.caCertificate,
      organizationIds: this.organizationIds,
      seedSummary: this.seedSummary,
      stackClientSecrets: this.stackClientSecrets,
    });
  }
}
