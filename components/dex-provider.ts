import * as pulumi from "@pulumi/pulumi";
import { withFile, withRedirectUri } from "../dex/connectors/settings";
import { dexDocument } from "../dex/document";
import { isMap } from "../dex/merge";
import { dexYaml } from "../dex/yaml";
import { userId } from "../seed/ids";
import type { ContainerImageArgs, DatabaseConnectionArgs, WorkloadArgs } from "./args";
import type { DexConnectorArgs } from "./dex-connector-args";
import { databaseCaFile, databaseCaFolder, parsePostgresUrl } from "./environment/database";
import { generateSecret } from "./generated-secret";
import { connectorFiles, connectorVolume, fileContents } from "./kubernetes/connector-files";
import { createHashKey, createSecret } from "./kubernetes/content-objects";
import { databaseCa } from "./kubernetes/database-ca";
import { containerEnv, extraEnv, secretValues, type EnvEntry } from "./kubernetes/env";
import { defaultImages, imageReference } from "./kubernetes/image";
import type { Identity } from "./kubernetes/labels";
import { httpProbes } from "./kubernetes/probes";
import { createWorkload } from "./kubernetes/workload";

/** A user of Dex's own password database. */
export interface DexLocalUserArgs {
  /** E-mail address to log in with. */
  email: string;
  /**
   * Display name.
   * @default the part of the e-mail address before the at sign
   */
  username?: pulumi.Input<string>;
  /**
   * Stable id, by which Membership knows the user.
   * @default a UUID made from the e-mail address, the same that the seed gives the user
   */
  userId?: pulumi.Input<string>;
  /** bcrypt hash of the password, cost 10 or more. Absent: a password is generated. */
  hash?: pulumi.Input<string>;
}

/** Arguments of {@link DexProvider}. */
export interface DexProviderArgs extends WorkloadArgs {
  /** Kubernetes namespace. */
  namespace: pulumi.Input<string>;
  /** Issuer: the public URL of Dex, without a slash at the end. */
  issuer: pulumi.Input<string>;
  /** Redirect URI of Membership: `<membership>/api/authorize/callback`. */
  redirectUri: pulumi.Input<string>;
  /** Database that Dex keeps its state in. */
  storage: DatabaseConnectionArgs;
  /** Image. */
  image?: ContainerImageArgs;
  /**
   * Id of Membership's client.
   * @default "membership"
   */
  clientId?: pulumi.Input<string>;
  /** Secret of Membership's client. Generated when absent. */
  clientSecret?: pulumi.Input<string>;
  /** Users of Dex's own password database. The first one is the first login. */
  localUsers?: DexLocalUserArgs[];
  /** Identity providers. */
  connectors?: DexConnectorArgs[];
  /**
   * Skip the page that asks a user to grant access.
   * @default true
   */
  skipApprovalScreen?: pulumi.Input<boolean>;
  /** Merged last over the generated document: maps merge, arrays replace, `null` removes. */
  configOverrides?: pulumi.Input<pulumi.Inputs>;
  /**
   * Generation of the client secret; a higher number makes a new one.
   * @default 1
   */
  clientSecretGeneration?: pulumi.Input<number>;
  /**
   * Generation of the generated passwords; a higher number makes new ones.
   * @default 1
   */
  passwordGeneration?: pulumi.Input<number>;
  /**
   * Value of the label `app.kubernetes.io/instance`.
   * @default the component's name
   */
  instance?: string;
}

/**
 * Dex, the OpenID Connect provider that Membership logs users in with.
 *
 * Creates: `random.RandomPassword` for the client secret and each local user without a hash, a
 * Secret with the configuration file, and the server (ServiceAccount, Deployment, Service).
 */
export class DexProvider extends pulumi.ComponentResource {
  /** Issuer: the public URL of Dex. */
  public readonly issuer: pulumi.Output<string>;
  /** Id of Membership's client. */
  public readonly clientId: pulumi.Output<string>;
  /** Secret of Membership's client. */
  public readonly clientSecret: pulumi.Output<string>;
  /** Generated password of the first local user; empty when there is none. */
  public readonly firstPassword: pulumi.Output<string>;
  /** Name of the Service; port `http` is 5556. */
  public readonly serviceName: pulumi.Output<string>;

  constructor(name: string, args: DexProviderArgs, opts?: pulumi.ComponentResourceOptions) {
    super("formance-control-plane:index:DexProvider", name, {}, opts);
    const identity = { instance: args.instance ?? name, service: "dex" };

    this.issuer = pulumi.output(args.issuer);
    this.clientId = pulumi.output(args.clientId ?? "membership");
    this.clientSecret = pulumi.secret(
      args.clientSecret ??
        generateSecret(this, `${name}-client-secret`, 40, args.clientSecretGeneration).result,
    );
    const users = localUsers(this, name, args);
    this.firstPassword = pulumi.secret(users[0]?.password ?? "");

    const config = configFile(args, this.clientId, this.clientSecret, users);
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
      firstPassword: this.firstPassword,
      serviceName: this.serviceName,
    });
  }
}

function localUsers(parent: DexProvider, name: string, args: DexProviderArgs) {
  return (args.localUsers ?? []).map((user) => {
    const known = {
      email: user.email,
      username: user.username ?? user.email.replace(/@.*$/, ""),
      userID: user.userId ?? userId(user.email),
    };
    if (user.hash !== undefined) return { user: { ...known, hash: pulumi.secret(user.hash) } };
    const resource = `${name}-user-${user.email.toLowerCase()}`;
    const password = generateSecret(parent, resource, 24, args.passwordGeneration);
    return { user: { ...known, hash: password.bcryptHash }, password: password.result };
  });
}

/** The configuration file; a secret as a whole. */
function configFile(
  args: DexProviderArgs,
  clientId: pulumi.Input<string>,
  clientSecret: pulumi.Input<string>,
  users: ReturnType<typeof localUsers>,
): pulumi.Output<string> {
  const { storage } = args;
  const files = connectorFiles(args.connectors ?? []);
  return pulumi
    .secret({
      issuer: args.issuer,
      redirectUri: args.redirectUri,
      clientId,
      clientSecret,
      users: users.map(({ user }) => user),
      connectors: (args.connectors ?? []).map(({ type, id, name, config }) => ({
        type,
        id,
        name,
        config,
      })),
      overrides: args.configOverrides,
      skipApprovalScreen: args.skipApprovalScreen ?? true,
      storage: {
        host: storage.host,
        port: storage.port ?? 5432,
        database: storage.database,
        user: storage.user,
        ...(storage.passwordSecret === undefined ? { password: storage.password ?? "" } : {}),
        url: storage.url,
        tlsMode: storage.tlsMode ?? "verify-full",
        ...(storage.tlsCa === undefined ? {} : { caFile: `${databaseCaFolder}/${databaseCaFile}` }),
      },
    })
    .apply((known) =>
      dexYaml(
        dexDocument({
          issuer: known.issuer,
          storage:
            known.storage.url === undefined ? known.storage : parsePostgresUrl(known.storage.url),
          clients: [
            {
              id: known.clientId,
              name: known.clientId,
              secret: known.clientSecret,
              redirectURIs: [known.redirectUri],
            },
          ],
          users: known.users,
          connectors: known.connectors.map((connector, index) => ({
            ...connector,
            config: files
              .filter((file) => file.connector === index)
              .reduce(
                (config, { setting, path }) => withFile(connector.type, config, setting, path),
                withRedirectUri(connector.type, connector.config, known.issuer),
              ),
          })),
          skipApprovalScreen: known.skipApprovalScreen,
          overrides: isMap(known.overrides) ? known.overrides : undefined,
        }),
      ),
    );
}

function createServer(
  parent: DexProvider,
  name: string,
  identity: Identity,
  args: DexProviderArgs,
  secretName: pulumi.Output<string>,
) {
  const connectors = connectorVolume(connectorFiles(args.connectors ?? []), secretName);
  const ca = databaseCa(parent, name, identity, args.namespace, args.storage.tlsCa);
  const env: EnvEntry[] = [
    // The file is written whole: a dollar sign in a secret must stay a dollar sign.
    { name: "DEX_EXPAND_ENV", value: "false" },
    // One identity provider that is down must not keep the others from logging in.
    { name: "DEX_CONTINUE_ON_CONNECTOR_FAILURE", value: "true" },
    ...(args.storage.passwordSecret === undefined
      ? []
      : [{ name: "PGPASSWORD", secretRef: args.storage.passwordSecret }]),
    ...extraEnv(args.env),
  ];
  return createWorkload(parent, name, {
    identity,
    namespace: args.namespace,
    workload: args,
    image: args.image,
    defaultUser: 1001,
    ports: [
      { name: "http", port: 5556, appProtocol: "http" },
      { name: "telemetry", port: 5558, appProtocol: "http" },
    ],
    volumes: [
      {
        name: "config",
        secret: { secretName, items: [{ key: "config.yaml", path: "config.yaml" }] },
      },
      ...connectors.volumes,
      ...ca.volumes,
    ],
    container: {
      name: "dex",
      image: imageReference(args.image, defaultImages.dex),
      args: [
        "dex",
        "serve",
        "--web-http-addr",
        "0.0.0.0:5556",
        "--telemetry-addr",
        "0.0.0.0:5558",
        "/etc/dex/config.yaml",
      ],
      env: containerEnv(env, secretName),
      volumeMounts: [
        { name: "config", mountPath: "/etc/dex", readOnly: true },
        ...connectors.volumeMounts,
        ...ca.volumeMounts,
      ],
      ...httpProbes({
        port: "telemetry",
        readiness: "/healthz/ready",
        liveness: "/healthz/live",
      }),
    },
  });
}
