import * as pulumi from "@pulumi/pulumi";
import { Console } from "./console";
import type { ControlPlaneArgs } from "./control-plane-args";
import type { ControlPlaneContext } from "./control-plane-context";
import { createDatabases, usesPostgres } from "./control-plane-databases";
import { createSeed, createWizardSeed } from "./control-plane-seed";
import { DexProvider } from "./dex-provider";
import type { DexLocalUserArgs } from "./dex-settings-args";
import { Ingress, type IngressRouteArgs } from "./ingress";
import type { MembershipSeed } from "./membership-seed";
import { MembershipService } from "./membership-service";
import type { LoginProviderArgs } from "./membership-service-args";
import { createNamespace } from "./namespace";
import { optional } from "./optional";
import { Portal } from "./portal";
import { oauthClients } from "./oauth-clients";
import { serviceAddress } from "./urls";

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
 * Creates: a Namespace, and {@link DexProvider}, {@link MembershipService}, {@link Console},
 * {@link Portal}, {@link Ingress}, a `Database` for each service, and `MembershipSeed`.
 */
export class ControlPlane extends pulumi.ComponentResource {
  /** Namespace of all objects. */
  public readonly namespace: pulumi.Output<string>;
  /** Public URL of Console; empty when it isn't deployed. */
  public readonly consoleUrl: pulumi.Output<string>;
  /** Public URL of Portal; empty when it isn't deployed. */
  public readonly portalUrl: pulumi.Output<string>;
  /** Issuer of Membership, which `fctl` and agents are pointed at. */
  public readonly membershipIssuer: pulumi.Output<string>;
  /** Issuer of the provider that users log in with. */
  public readonly loginIssuer: pulumi.Output<string>;
  /** Redirect URI to register at the provider that users log in with. */
  public readonly redirectUri: pulumi.Output<string>;
  /** Redirect URI to register at the identity providers behind Dex; empty without Dex. */
  public readonly connectorRedirectUri: pulumi.Output<string>;
  /** E-mail address of the first local user; empty when there is none. */
  public readonly firstLoginEmail: pulumi.Output<string>;
  /** Password of the first local user, when it was generated; a secret. */
  public readonly firstLoginPassword: pulumi.Output<string>;
  /** Generated passwords of all local users by their e-mail addresses; a secret. */
  public readonly localPasswords: pulumi.Output<Record<string, string>>;
  /** PEM of the self-signed authority; empty unless certificates are self-signed. */
  public readonly caCertificate: pulumi.Output<string>;
  /** What the seed did last; empty when there is none. */
  public readonly seedSummary: pulumi.Output<string>;
  /** Client secrets of the seeded stacks, by `<organization>/<stack>`; a secret. */
  public readonly stackClientSecrets: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: ControlPlaneArgs, opts?: pulumi.ComponentResourceOptions) {
    super("formance-control-plane:index:ControlPlane", name, {}, opts);
    checkArgs(this, args);

    const namespace = createNamespace(this, name, args);
    const context: ControlPlaneContext = {
      name,
      args,
      namespace,
      addresses: {
        dex: serviceAddress("dex", args.domain, args.hosts?.dex),
        membership: serviceAddress("membership", args.domain, args.hosts?.membership),
        console: serviceAddress("console", args.domain, args.hosts?.console),
        portal: serviceAddress("portal", args.domain, args.hosts?.portal),
      },
      databases: createDatabases(this, name, args),
    };
    this.namespace = namespace;
    this.redirectUri = pulumi.interpolate`${context.addresses.membership.url}/api/authorize/callback`;

    const dex = args.oidc === undefined ? createDex(this, context, this.redirectUri) : undefined;
    const provider = dex === undefined ? ownProvider(args) : dexLogin(dex);
    const wizard = createWizardSeed(this, context);
    const membership = createMembership(this, context, provider, wizard);
    const apps = createApps(this, context, membership);
    const ingress = createIngress(this, context, dex, membership, apps);
    const seed = wizard ?? createSeed(this, context, membership);

    this.consoleUrl = apps.console?.url ?? pulumi.output("");
    this.portalUrl = apps.portal?.url ?? pulumi.output("");
    this.membershipIssuer = membership.issuer;
    this.loginIssuer = pulumi.output(provider.issuer);
    this.connectorRedirectUri = dex?.callbackUri ?? pulumi.output("");
    this.firstLoginEmail = dex?.firstEmail ?? pulumi.output("");
    this.firstLoginPassword = dex?.firstPassword ?? pulumi.secret("");
    this.localPasswords = dex?.passwords ?? pulumi.secret<Record<string, string>>({});
    this.caCertificate = ingress?.caCertificate ?? pulumi.output("");
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
      seedSummary: this.seedSummary,
      stackClientSecrets: this.stackClientSecrets,
    });
  }
}

function checkArgs(resource: ControlPlane, args: ControlPlaneArgs): void {
  const problems: string[] = [];
  if (args.oidc !== undefined && args.dex !== undefined) {
    problems.push("dex and oidc exclude each other: with your own provider there is no Dex");
  }
  if (args.database.managed === true && args.database.admin === undefined) {
    problems.push("database.admin is needed to make databases and roles (database.managed)");
  }
  if (problems.length > 0) {
    throw new pulumi.ResourceError(problems.join("; "), resource, true);
  }
}

function localUsers(args: ControlPlaneArgs): DexLocalUserArgs[] {
  const admin =
    args.dex?.admin?.enabled === true
      ? [{ email: args.dex.admin.email ?? `admin@${args.domain}`, username: "admin" }]
      : [];
  return [...admin, ...(args.dex?.localUsers ?? [])];
}

function createDex(
  parent: ControlPlane,
  { name, args, namespace, addresses, databases }: ControlPlaneContext,
  redirectUri: pulumi.Output<string>,
): DexProvider {
  const { admin: _, ...settings } = args.dex ?? {};
  return new DexProvider(
    `${name}-dex`,
    {
      ...settings,
      namespace,
      instance: name,
      issuer: addresses.dex.url,
      redirectUri,
      ...(usesPostgres(args) ? { storage: databases.dex } : {}),
      image: { ...args.images, ...args.images?.dex },
      localUsers: localUsers(args),
      clientSecretGeneration: args.secretGenerations?.dexClient ?? 1,
      passwordGeneration: args.secretGenerations?.dexAdmin ?? 1,
    },
    { parent },
  );
}

function dexLogin(dex: DexProvider): LoginProviderArgs {
  return { issuer: dex.issuer, clientId: dex.clientId, clientSecret: dex.clientSecret };
}

function ownProvider({ oidc }: ControlPlaneArgs): LoginProviderArgs {
  if (oidc === undefined) throw new Error("no login provider");
  return {
    issuer: pulumi.interpolate`${oidc.scheme ?? "https"}://${oidc.host}${oidc.path ?? ""}`,
    clientId: oidc.clientId,
    clientSecret: oidc.clientSecret,
    scopes: oidc.scopes ?? ["openid", "email"],
  };
}

function createMembership(
  parent: ControlPlane,
  { name, args, namespace, addresses, databases }: ControlPlaneContext,
  provider: LoginProviderArgs,
  wizard: MembershipSeed | undefined,
): MembershipService {
  const { fctl: _, additionalClients: __, ...settings } = args.membership ?? {};
  const connector = {
    id: "default",
    name: "Single sign-on",
    issuer: provider.issuer,
    clientId: provider.clientId ?? "membership",
    clientSecret: provider.clientSecret,
  };
  return new MembershipService(
    `${name}-membership`,
    {
      ...settings,
      namespace,
      instance: name,
      url: addresses.membership.url,
      ...(args.console?.enabled === false ? {} : { consoleUrl: addresses.console.url }),
      loginProvider: provider,
      connectors: args.oidc?.connector === true ? [connector] : [],
      database: databases.membership,
      image: { ...args.images, ...args.images?.membership },
      clients: oauthClients(args, addresses),
      clientSecretGenerations: {
        "console-v3": args.secretGenerations?.consoleClient ?? 1,
        portal: args.secretGenerations?.portalClient ?? 1,
      },
      stargateServerUrl: args.stargate?.serverUrl ?? "",
      stargateDisableTls: args.stargate?.disableTls ?? false,
      ...optional("wizardFile", wizard?.wizardFile),
      ...optional("nats", args.nats),
      ...optional("licence", args.licence),
      ...optional("observability", args.observability),
    },
    { parent },
  );
}

interface Apps {
  readonly console?: Console;
  readonly portal?: Portal;
}

function createApps(
  parent: ControlPlane,
  { name, args, namespace, addresses, databases }: ControlPlaneContext,
  membership: MembershipService,
): Apps {
  const withConsole = args.console?.enabled ?? true;
  const withPortal = args.portal?.enabled ?? true;
  const shared = {
    namespace,
    instance: name,
    membershipIssuer: membership.issuer,
    ...optional("stackApiUrl", args.stargate?.stackApiUrl),
    ...optional("nats", args.nats),
    ...optional("observability", args.observability),
  };
  const after = { parent, dependsOn: [membership] };
  const secretOf = (id: string) => membership.clientSecrets[id] ?? pulumi.secret("");
  return {
    ...(withConsole && {
      console: new Console(
        `${name}-console`,
        {
          ...args.console,
          ...shared,
          url: addresses.console.url,
          host: addresses.console.host,
          ...(withPortal ? { portalUrl: addresses.portal.url } : {}),
          clientSecret: secretOf("console-v3"),
          database: databases.console,
          image: { ...args.images, ...args.images?.console },
          cookieSecretGeneration: args.secretGenerations?.consoleCookie ?? 1,
        },
        after,
      ),
    }),
    ...(withPortal && {
      portal: new Portal(
        `${name}-portal`,
        {
          ...args.portal,
          ...shared,
          url: addresses.portal.url,
          host: addresses.portal.host,
          ...(withConsole ? { consoleUrl: addresses.console.url } : {}),
          clientSecret: secretOf("portal"),
          database: databases.portal,
          image: { ...args.images, ...args.images?.portal },
          cookieSecretGeneration: args.secretGenerations?.portalCookie ?? 1,
        },
        after,
      ),
    }),
  };
}

function createIngress(
  parent: ControlPlane,
  { name, args, namespace, addresses }: ControlPlaneContext,
  dex: DexProvider | undefined,
  membership: MembershipService,
  apps: Apps,
): Ingress | undefined {
  if (args.ingress?.enabled === false) return undefined;
  const { enabled: _, ...settings } = args.ingress ?? {};
  const route = (
    service: keyof typeof addresses,
    target: { serviceName: pulumi.Output<string> } | undefined,
    path: pulumi.Input<string>,
  ): IngressRouteArgs[] =>
    target === undefined
      ? []
      : [{ name: service, host: addresses[service].host, path, serviceName: target.serviceName }];
  return new Ingress(
    `${name}-ingress`,
    {
      ...settings,
      namespace,
      instance: name,
      routes: [
        ...route("dex", dex, addresses.dex.path),
        ...route("membership", membership, "/api"),
        ...route("console", apps.console, "/"),
        ...route("portal", apps.portal, "/"),
      ],
    },
    { parent },
  );
}
