import * as pulumi from "@pulumi/pulumi";
import { checkArguments } from "../check-arguments";
import { dexDocumentDefaults } from "../../facts/defaults";
import { redirectUriOf } from "../../dex/connectors/settings";
import type { SecretKeyArgs } from "../args/shared";
import { clientSecretVariable, dexConfigFile } from "./config-file";
import { listenerPorts, listenerVolume } from "./listeners";
import type { DexProviderArgs } from "./dex-provider-args";
import { createStorageRights } from "./storage-rights";
import { loginEnv, loginSections } from "./sessions";
import { createClients, createLocalUsers, passwordsOf } from "./local-users";
import { generateSecret } from "../kubernetes/generated-secret";
import { connectorFiles, connectorVolume, fileContents } from "./connector-files";
import { createHashKey, createSecret } from "../kubernetes/content-objects";
import type { ContainerSpec } from "../kubernetes/container";
import { databaseCa } from "../kubernetes/database-ca";
import { containerEnv, extraEnv, secretValues, type EnvEntry } from "../kubernetes/env";
import { dexPorts, oauthClientIds, services } from "../../facts/services";
import { imageReference } from "../kubernetes/image";
import type { Identity } from "../kubernetes/labels";
import { httpProbes } from "../kubernetes/probes";
import { trustedAuthorities } from "../kubernetes/trusted-authorities";
import { mounted, together } from "../kubernetes/mounted-volume";
import { createServiceMonitor } from "../kubernetes/service-monitor";
import { createWorkload } from "../kubernetes/workload";

/**
 * Dex, the OpenID Connect provider that Membership logs users in with.
 *
 * Creates: `random.RandomPassword` for the client secrets and each local user without a hash, a
 * Secret with the configuration file, the server (ServiceAccount, Deployment, Service), and, with
 * `kubernetes` storage, the rights that it needs.
 */
export class DexProvider extends pulumi.ComponentResource {
  /** Issuer: the public URL of Dex. */
  public readonly issuer: pulumi.Output<string>;
  /** Id of Membership's client. */
  public readonly clientId: pulumi.Output<string>;
  /** Secret of Membership's client; empty if it is in an existing Secret. */
  public readonly clientSecret: pulumi.Output<string>;
  /** Where identity providers send users back to: `<issuer>/callback`. */
  public readonly callbackUri: pulumi.Output<string>;
  /** E-mail address of the first local user that may log in; empty when there is none. */
  public readonly firstEmail: pulumi.Output<string>;
  /** Generated password of the first local user; empty when there is none. */
  public readonly firstPassword: pulumi.Output<string>;
  /** Generated passwords of the local users by their e-mail addresses; a secret. */
  public readonly passwords: pulumi.Output<Record<string, string>>;
  /** Name of the Service; port `http` is 5556. */
  public readonly serviceName: pulumi.Output<string>;

  constructor(name: string, args: DexProviderArgs, opts?: pulumi.ComponentResourceOptions) {
    super("formance-control-plane:index:DexProvider", name, {}, opts);
    checkArguments(this, "DexProvider", name, args);
    const identity = { instance: args.instance ?? name, service: "dex" };

    this.issuer = pulumi.output(args.issuer);
    this.clientId = pulumi.output(args.clientId ?? oauthClientIds.membership);
    this.clientSecret = clientSecret(this, name, args);
    this.callbackUri = this.issuer.apply(redirectUriOf);
    const users = createLocalUsers(this, name, args.localUsers ?? [], args.passwordGeneration);
    this.firstEmail = pulumi.output(users[0]?.user.email ?? "");
    this.firstPassword = pulumi.secret(users[0]?.password ?? "");
    this.passwords = passwordsOf(users);

    const config = dexConfigFile(this, args, {
      clientId: this.clientId,
      clientSecret: this.clientSecret,
      clients: createClients(
        this,
        name,
        args.additionalClients ?? [],
        args.additionalClientGenerations ?? {},
      ),
      users,
      sections: loginSections(this, name, args),
    });
    const secret = createSecret(this, `${name}-config`, {
      identity,
      namespace: args.namespace,
      hashKey: createHashKey(this, name),
      data: {
        "config.yaml": config,
        ...fileContents(connectorFiles(args.connectors ?? [])),
        ...secretValues(extraEnv(args.env)),
      },
    });
    const { service } = createServer(this, name, identity, args, secret.metadata.name);
    this.serviceName = service.metadata.name;

    this.registerOutputs({
      issuer: this.issuer,
      clientId: this.clientId,
      clientSecret: this.clientSecret,
      callbackUri: this.callbackUri,
      firstEmail: this.firstEmail,
      firstPassword: this.firstPassword,
      passwords: this.passwords,
      serviceName: this.serviceName,
    });
  }
}

function clientSecret(parent: DexProvider, name: string, args: DexProviderArgs) {
  if (args.clientSecretRef !== undefined) return pulumi.secret("");
  const { clientSecretGeneration: generation } = args;
  return pulumi.secret(
    args.clientSecret ?? generateSecret(parent, `${name}-client-secret`, 40, generation).result,
  );
}

function reference(name: string, secretRef: SecretKeyArgs | undefined): EnvEntry[] {
  return secretRef === undefined ? [] : [{ name, secretRef }];
}

function createServer(
  parent: DexProvider,
  name: string,
  identity: Identity,
  args: DexProviderArgs,
  secretName: pulumi.Output<string>,
) {
  const postgres =
    (args.storageType ?? dexDocumentDefaults.storageType) === "postgres" ? args.storage : undefined;
  const place = { identity, namespace: args.namespace };
  const trust = trustedAuthorities(parent, name, place, {
    runtime: "go",
    trust: args.trust,
    env: args.env,
  });
  const { volumes, volumeMounts } = together(
    mounted("config", "/etc/dex", {
      secret: { secretName, items: [{ key: "config.yaml", path: "config.yaml" }] },
    }),
    connectorVolume(connectorFiles(args.connectors ?? []), secretName),
    listenerVolume(args),
    databaseCa(parent, name, identity, args.namespace, postgres?.tlsCa),
    trust,
  );
  const inCluster = args.storageType === "kubernetes";
  const server = createWorkload(parent, name, {
    ...place,
    workload: args,
    adoptedService: args.adoptedService,
    image: args.image,
    defaultUser: 1001,
    apiToken: inCluster,
    // An account that was made elsewhere has its rights from there.
    dependsOn:
      inCluster && args.serviceAccountName === undefined
        ? createStorageRights(parent, name, identity, args.namespace)
        : [],
    ports: [
      { name: "http", port: services.dex.port, appProtocol: "http" },
      { name: "telemetry", port: dexPorts.telemetry, appProtocol: "http" },
      ...listenerPorts(args),
    ],
    volumes,
    container: serverContainer(args, {
      image: imageReference(args.image, "dex"),
      env: containerEnv(serverEnv(args, postgres, trust.env), secretName),
      volumeMounts,
    }),
  });
  createServiceMonitor(parent, name, {
    ...place,
    port: "telemetry",
    args: args.serviceMonitor,
    dependsOn: [server.service],
  });
  return server;
}

function serverEnv(
  args: DexProviderArgs,
  postgres: DexProviderArgs["storage"],
  trust: readonly EnvEntry[],
): EnvEntry[] {
  return [
    // The file is written whole: a dollar sign in a secret must stay a dollar sign.
    { name: "DEX_EXPAND_ENV", value: "false" },
    // One identity provider that is down must not keep the others from logging in.
    { name: "DEX_CONTINUE_ON_CONNECTOR_FAILURE", value: "true" },
    ...reference("PGUSER", postgres?.userSecret),
    ...reference("PGPASSWORD", postgres?.passwordSecret),
    ...reference(clientSecretVariable, args.clientSecretRef),
    ...loginEnv(args),
    ...trust,
    ...extraEnv(args.env),
  ];
}

function serverContainer(
  args: DexProviderArgs,
  container: Omit<ContainerSpec, "name">,
): ContainerSpec {
  return {
    name: "dex",
    ...container,
    args: [
      "dex",
      "serve",
      "--web-http-addr",
      `0.0.0.0:${services.dex.port}`,
      "--telemetry-addr",
      `0.0.0.0:${dexPorts.telemetry}`,
      "/etc/dex/config.yaml",
    ],
    ...httpProbes({ port: "telemetry", ...services.dex.health, timing: args.probes }),
  };
}
