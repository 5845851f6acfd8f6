import * as pulumi from "@pulumi/pulumi";
import { webServerDefaults, stargateDefaults } from "../../facts/defaults";
import { oauthClientIds, services } from "../../facts/services";
import type { AdoptedServiceArgs } from "../kubernetes/adoption";
import type { ContainerImageArgs } from "../args/place";
import type { DatabaseConnectionArgs } from "../args/database";
import type { SecretKeyArgs } from "../args/shared";
import type { NatsArgs } from "../args/connections";
import type { WebServerArgs } from "../args/web";
import { databaseEnv, migrationConnection } from "../environment/database";
import { observabilityEnv, podName, text } from "../environment/observability";
import { natsEnv, sentryEnv } from "../environment/services";
import { generateSecret } from "../kubernetes/generated-secret";
import { createEnvSecret, createHashKey } from "../kubernetes/content-objects";
import { databaseCa } from "../kubernetes/database-ca";
import { containerEnv, extraEnv, secretEntry, type EnvEntry } from "../kubernetes/env";
import { imageReference } from "../kubernetes/image";
import { createMigration } from "../kubernetes/jobs";
import { together } from "../kubernetes/mounted-volume";
import { imageCommand } from "./image-command";
import type { Identity } from "../kubernetes/labels";
import { httpProbes } from "../kubernetes/probes";
import { trustedAuthorities } from "../kubernetes/trusted-authorities";
import { createWorkload, type Workload } from "../kubernetes/workload";
import type { TrustArgs } from "../args/trust";

/** What Console and Portal have in common: both are Node servers of one code base. */
export interface WebAppArgs extends WebServerArgs, AdoptedServiceArgs {
  /** Kubernetes namespace. */
  namespace: pulumi.Input<string>;
  /** Public URL of the application, without a trailing slash. */
  url: pulumi.Input<string>;
  /** Host name of the public URL; the domain of its cookies. */
  host: pulumi.Input<string>;
  /** Issuer of Membership: its public URL followed by `/api`. */
  membershipIssuer: pulumi.Input<string>;
  /** Client id at Membership. */
  clientId?: pulumi.Input<string>;
  /** Client secret at Membership. Either this or `clientSecretRef`. */
  clientSecret?: pulumi.Input<string>;
  /** Existing Secret with the client secret. */
  clientSecretRef?: SecretKeyArgs;
  /** Private authorities of certificates that the application trusts, such as Membership's. */
  trust?: TrustArgs;
  /** Database. */
  database: DatabaseConnectionArgs;
  /** Image. */
  image?: ContainerImageArgs;
  /**
   * Generation of the cookie key; a higher number generates a new one.
   * @default 1
   */
  cookieSecretGeneration?: pulumi.Input<number>;
  /**
   * Base URL of a stack's API.
   * @default "http://gateway.#{organizationId}-#{stackId}.svc:8080/api"
   */
  stackApiUrl?: pulumi.Input<string>;
  /** NATS. */
  nats?: NatsArgs;
  /** Value of the label `app.kubernetes.io/instance`. @default the component's name */
  instance?: string;
}

/** In which Console and Portal differ. */
export interface WebAppKind {
  readonly service: "console" | "portal";
  /** Variables of this application, which replace the marker in the shared order. */
  readonly env: (shared: WebAppEnv) => EnvEntry[];
}

/** Groups of variables, in the order in which both applications have them. */
export interface WebAppEnv {
  readonly managedStack: EnvEntry[];
  readonly stackApiUrl: pulumi.Input<string>;
  readonly runtime: EnvEntry[];
  readonly cookie: EnvEntry[];
  readonly client: EnvEntry[];
  readonly services: EnvEntry[];
}

/** The Secrets, the migration Job and the server of Console or Portal. */
export function createWebApp(
  parent: pulumi.ComponentResource,
  name: string,
  args: WebAppArgs,
  kind: WebAppKind,
): Workload {
  if ((args.clientSecret ?? args.clientSecretRef) === undefined) {
    throw new pulumi.ResourceError("needs a clientSecret or a clientSecretRef", parent, true);
  }
  const { label, port, health } = services[kind.service];
  const identity: Identity = { instance: args.instance ?? name, service: label };
  const { namespace } = args;
  const image = imageReference(args.image, kind.service);
  const env = [...kind.env(sharedEnv(parent, name, args, kind)), ...extraEnv(args.env)];
  const migrationEnv = [
    { name: "DEBUG", value: text(args.debug ?? webServerDefaults.debug) },
    podName,
    ...observabilityEnv(label, args.observability),
    ...databaseEnv(migrationConnection(args.database)),
  ];

  const secrets = { identity, namespace, hashKey: createHashKey(parent, name) };
  const secret = createEnvSecret(parent, name, secrets, env);
  const jobSecret = createEnvSecret(parent, `${name}-jobs`, secrets, migrationEnv);
  const ca = databaseCa(parent, name, identity, namespace, args.database.tlsCa);
  const shared = { identity, namespace, image: args.image, workload: args, volumes: ca.volumes };

  const migration = createMigration(parent, name, {
    ...shared,
    job: args.migration,
    containers: [
      {
        name: "migrate",
        image,
        ...imageCommand(kind.service, args, "migration"),
        env: containerEnv(migrationEnv, jobSecret?.metadata.name),
        volumeMounts: ca.volumeMounts,
      },
    ],
  });
  const trust = trustedAuthorities(parent, name, secrets, {
    runtime: "node",
    trust: args.trust,
    env: args.env,
  });
  const { volumes, volumeMounts } = together(ca, trust);
  return createWorkload(parent, name, {
    ...shared,
    adoptedService: args.adoptedService,
    volumes,
    ports: [{ name: "http", port, appProtocol: "http" }],
    container: {
      name: kind.service,
      image,
      ...imageCommand(kind.service, args, "server"),
      env: containerEnv([...env, ...trust.env], secret?.metadata.name),
      volumeMounts,
      ...httpProbes({ port: "http", ...health, timing: args.probes }),
    },
    dependsOn: migration,
  });
}

function sharedEnv(
  parent: pulumi.ComponentResource,
  name: string,
  args: WebAppArgs,
  kind: WebAppKind,
): WebAppEnv {
  const stackApiUrl = args.stackApiUrl ?? stargateDefaults.stackApiUrl;
  const { label, image } = services[kind.service];
  return {
    managedStack: [
      { name: "NODE_ENV", value: args.nodeEnv ?? webServerDefaults.nodeEnv },
      {
        name: "MANAGED_STACK",
        value: pulumi
          .output(args.managedStack ?? webServerDefaults.managedStack)
          .apply((managed) => (managed ? "1" : "0")),
      },
    ],
    stackApiUrl,
    runtime: [{ name: "DEBUG", value: text(args.debug ?? webServerDefaults.debug) }, podName],
    cookie: [cookieEntry(parent, name, args), { name: "COOKIE_DOMAIN", value: args.host }],
    client: [
      { name: "MEMBERSHIP_CLIENT_ID", value: args.clientId ?? oauthClientIds[kind.service] },
      secretEntry("MEMBERSHIP_CLIENT_SECRET", args.clientSecret, args.clientSecretRef),
    ],
    services: [
      ...databaseEnv(args.database),
      ...sentryEnv(args.sentry, args.image?.tag ?? image.tag),
      ...observabilityEnv(label, args.observability),
      ...natsEnv(label, args.nats, {
        requestTimeout: "60s",
        publisher: args.publisher,
      }),
    ],
  };
}

/** The key of the cookies; none is generated where one is given. */
function cookieEntry(parent: pulumi.ComponentResource, name: string, args: WebAppArgs): EnvEntry {
  const { cookieSecret, cookieSecretRef, cookieSecretGeneration } = args;
  if (cookieSecretRef !== undefined) return { name: "COOKIE_SECRET", secretRef: cookieSecretRef };
  const secret =
    cookieSecret ?? generateSecret(parent, `${name}-cookie`, 32, cookieSecretGeneration).result;
  return { name: "COOKIE_SECRET", secret };
}
