import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type {
  ContainerImageArgs,
  DatabaseConnectionArgs,
  LicenceArgs,
  NatsArgs,
  OAuthClientArgs,
  ObservabilityArgs,
  WorkloadArgs,
} from "./args";
import { createMembershipCronJobs } from "./membership-cron-jobs";
import { membershipConfig, type MembershipConnectorArgs } from "./membership-config";
import { jobEnv, membershipEnv, migrationContainers, runsAgents } from "./membership-env";
import {
  createConfigMap,
  createHashKey,
  createSecret,
  type SecretSpec,
} from "./kubernetes/content-objects";
import { databaseCa } from "./kubernetes/database-ca";
import { containerEnv, secretValues } from "./kubernetes/env";
import { defaultImages, imageReference } from "./kubernetes/image";
import { createJob } from "./kubernetes/jobs";
import { httpProbes } from "./kubernetes/probes";
import { createWorkload, type WorkloadPort } from "./kubernetes/workload";

/** Modules and life cycle of the stacks that Membership makes. Delays are Go durations. */
export interface StackDefaultsArgs {
  /**
   * Modules of every stack.
   * @default ["Auth", "Ledger", "Gateway"]
   */
  minimalModules?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Modules that a new stack gets besides.
   * @default ["Payments", "Stargate"]
   */
  additionalModules?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Time from disposable to disabled.
   * @default "72h"
   */
  disableDelay?: pulumi.Input<string>;
  /**
   * How often stacks to disable are looked for.
   * @default "1m"
   */
  disablePollingDelay?: pulumi.Input<string>;
  /**
   * Time from the last change of state to disposable.
   * @default "360h"
   */
  disposableDelay?: pulumi.Input<string>;
  /**
   * Time from the last change of state to the warning.
   * @default "72h"
   */
  warnDelay?: pulumi.Input<string>;
  /**
   * Time from the warning to the removal.
   * @default "720h"
   */
  pruningDelay?: pulumi.Input<string>;
  /**
   * How often stacks to remove are looked for.
   * @default "1m"
   */
  pruningPollingDelay?: pulumi.Input<string>;
  /**
   * The life cycle only says what it would do.
   * @default true
   */
  cycleDryRun?: pulumi.Input<boolean>;
}

/** A recurring task of Membership. */
export interface CronJobArgs {
  /** Make the CronJob. */
  enabled?: boolean;
  /** Cron expression. */
  schedule?: pulumi.Input<string>;
  /**
   * Keep it from running.
   * @default false
   */
  suspend?: pulumi.Input<boolean>;
}

/** The provider that Membership logs users in with: Dex, or one of your own. */
export interface LoginProviderArgs {
  /** Issuer, equal to the letter to what the provider says of itself. */
  issuer: pulumi.Input<string>;
  /**
   * Client id of Membership at the provider.
   * @default "membership"
   */
  clientId?: pulumi.Input<string>;
  /** Client secret of Membership at the provider. */
  clientSecret: pulumi.Input<string>;
  /**
   * Scopes to ask for. `federated:id` is understood by Dex alone.
   * @default ["openid", "email", "federated:id"]
   */
  scopes?: pulumi.Input<pulumi.Input<string>[]>;
}

/** Arguments of {@link MembershipService}. */
export interface MembershipServiceArgs extends WorkloadArgs {
  /** Kubernetes namespace. */
  namespace: pulumi.Input<string>;
  /** Public URL of Membership, without `/api`. */
  url: pulumi.Input<string>;
  /** Public URL of Console; Membership hands it out to `fctl ui`. */
  consoleUrl?: pulumi.Input<string>;
  /** The provider that users log in with. */
  loginProvider: LoginProviderArgs;
  /** Providers to write into the configuration file as well. */
  connectors?: MembershipConnectorArgs[];
  /** Database. */
  database: DatabaseConnectionArgs;
  /** Image. */
  image?: ContainerImageArgs;
  /** OAuth clients of Membership: Console, Portal, `fctl` and others. */
  clients?: OAuthClientArgs[];
  /** Generations of the clients' generated secrets, by client id. */
  clientSecretGenerations?: { [clientId: string]: number };
  /** Verbose logs. @default false */
  debug?: pulumi.Input<boolean>;
  /** Development mode; it switches the verification of TLS off. @default false */
  dev?: pulumi.Input<boolean>;
  /** Ask for the e-mail address first. @default false */
  loginWithSso?: pulumi.Input<boolean>;
  /** Life of an access token. @default "5m" */
  accessTokenValidity?: pulumi.Input<string>;
  /** Life of a refresh token. @default "72h" */
  refreshTokenValidity?: pulumi.Input<string>;
  /** The operator's resources are written by others than agents. @default true */
  managedStacks?: boolean;
  /** Publish no events. @default true */
  disableEvents?: pulumi.Input<boolean>;
  /** Tokens of agents, for the gRPC port. */
  grpcTokens?: pulumi.Input<string>[];
  /** Modules and life cycle of new stacks. */
  stack?: StackDefaultsArgs;
  /** Removal of expired invitations; on by default, every 30 minutes. */
  invitationCleanup?: CronJobArgs;
  /** Removal of expired tokens; off by default, daily. */
  tokenCleanup?: CronJobArgs;
  /** Life cycle of stacks; off by default, every 30 minutes, and only with agents. */
  stackLifeCycle?: CronJobArgs;
  /** Address that agents reach Stargate at, host and port. */
  stargateServerUrl?: pulumi.Input<string>;
  /** Tell agents not to use TLS towards Stargate. @default false */
  stargateDisableTls?: pulumi.Input<boolean>;
  /** NATS, for events and agents. */
  nats?: NatsArgs;
  /** Licence. */
  licence?: LicenceArgs;
  /** Traces, metrics and logs. */
  observability?: ObservabilityArgs;
  /** Value of the label `app.kubernetes.io/instance`. @default the component's name */
  instance?: string;
}

/**
 * Membership: organizations, users, regions and stacks, and the OpenID Connect issuer of Console,
 * Portal and `fctl`.
 *
 * Creates: `random.RandomPassword` for each client secret that isn't given, a ConfigMap (a Secret
 * when it holds connectors) and a Secret, the migration Job, the server (ServiceAccount,
 * Deployment, Service), and the CronJobs.
 */
export class MembershipService extends pulumi.ComponentResource {
  /** Issuer of Membership: `<url>/api`. */
  public readonly issuer: pulumi.Output<string>;
  /** Secrets of the OAuth clients, by client id. */
  public readonly clientSecrets: { [clientId: string]: pulumi.Output<string> };
  /** Name of the Service; port `http` is 8080, port `grpc` (with agents) is 8082. */
  public readonly serviceName: pulumi.Output<string>;
  /** Name of the migration Job; known once the Job is there. */
  public readonly migrationJob: pulumi.Output<string>;

  constructor(name: string, args: MembershipServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("formance-control-plane:index:MembershipService", name, {}, opts);
    const identity = { instance: args.instance ?? name, service: "membership" };
    const { namespace } = args;
    this.issuer = pulumi.interpolate`${args.url}/api`;
    this.clientSecrets = clientSecrets(this, name, args);

    const env = membershipEnv(args, this.issuer, this.clientSecrets);
    const hashKey = createHashKey(this, name);
    const secrets = { identity, namespace, hashKey };
    const secret = createSecret(this, name, { ...secrets, data: secretValues(env) });
    // Apart from the server's, so that a rotated client secret runs no migration again.
    const jobSecret = createSecret(this, `${name}-jobs`, {
      ...secrets,
      data: secretValues(jobEnv(args)),
    });
    const ca = databaseCa(this, name, identity, namespace, args.database.tlsCa);
    const image = imageReference(args.image, defaultImages.membership);
    const shared = { identity, namespace, image: args.image, workload: args };

    const migration = createJob(this, name, {
      ...shared,
      role: "migrate",
      containers: migrationContainers(args, image, jobSecret.metadata.name, ca.volumeMounts),
      volumes: ca.volumes,
    });
    const config = configVolume(this, name, args, secrets);
    const { service, serviceAccount } = createWorkload(this, name, {
      ...shared,
      ports: ports(args),
      volumes: [config, ...ca.volumes],
      container: {
        name: "membership",
        image,
        env: containerEnv(env, secret.metadata.name),
        volumeMounts: [
          { name: "config", mountPath: "/config", readOnly: true },
          ...ca.volumeMounts,
        ],
        ...httpProbes({ port: "http", readiness: "/_healthcheck", liveness: "/_healthcheck" }),
      },
      dependsOn: [migration],
    });
    createMembershipCronJobs(this, name, args, {
      ...shared,
      image,
      pull: args.image,
      secretName: jobSecret.metadata.name,
      serviceAccountName: serviceAccount.metadata.name,
      issuer: this.issuer,
      ca,
      dependsOn: [migration],
    });

    this.serviceName = service.metadata.name;
    this.migrationJob = migration.metadata.name;
    this.registerOutputs({
      issuer: this.issuer,
      clientSecrets: this.clientSecrets,
      serviceName: this.serviceName,
      migrationJob: this.migrationJob,
    });
  }
}

function clientSecrets(parent: MembershipService, name: string, args: MembershipServiceArgs) {
  const secrets: { [clientId: string]: pulumi.Output<string> } = {};
  for (const client of args.clients ?? []) {
    if (client.public === true) continue;
    const generation = args.clientSecretGenerations?.[client.id] ?? 1;
    secrets[client.id] =
      client.secret === undefined
        ? new random.RandomPassword(
            `${name}-client-${client.id}`,
            { length: 40, special: false, keepers: { generation: String(generation) } },
            { parent },
          ).result
        : pulumi.secret(client.secret);
  }
  return secrets;
}

function ports(args: MembershipServiceArgs): WorkloadPort[] {
  return [
    { name: "http", port: 8080, appProtocol: "http" },
    ...(runsAgents(args) ? [{ name: "grpc", port: 8082, appProtocol: "kubernetes.io/h2c" }] : []),
  ];
}

/** The configuration file: a ConfigMap, or a Secret where it holds a provider's client secret. */
function configVolume(
  parent: MembershipService,
  name: string,
  args: MembershipServiceArgs,
  spec: Omit<SecretSpec, "data">,
) {
  const connectors = args.connectors ?? [];
  const content = {
    ...spec,
    data: { "config.yaml": membershipConfig(args.clients ?? [], connectors) },
  };
  if (connectors.length > 0) {
    const secret = createSecret(parent, `${name}-config`, content);
    return { name: "config", secret: { secretName: secret.metadata.name } };
  }
  const map = createConfigMap(parent, `${name}-config`, content);
  return { name: "config", configMap: { name: map.metadata.name } };
}
