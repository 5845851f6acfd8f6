import * as pulumi from "@pulumi/pulumi";
import { checkArguments } from "../check-arguments";
import { membershipPath } from "../../facts/public-addresses";
import { createClientSecrets, type ClientSecrets } from "./client-secrets";
import { createMembershipCronJobs } from "./cron-jobs";
import { membershipConfig } from "./config-file";
import { jobEnv, membershipEnv, runsAgents } from "./env";
import type { MembershipServiceArgs } from "./membership-service-args";
import { createMembershipMigration } from "./migration";
import {
  createConfigMap,
  createEnvSecret,
  createHashKey,
  createSecret,
  type SecretSpec,
} from "../kubernetes/content-objects";
import { databaseCa } from "../kubernetes/database-ca";
import { containerEnv } from "../kubernetes/env";
import { agentsPort, services } from "../../facts/services";
import { imageReference } from "../kubernetes/image";
import { mounted, together } from "../kubernetes/mounted-volume";
import { httpProbes } from "../kubernetes/probes";
import { trustedAuthorities } from "../kubernetes/trusted-authorities";
import type { WorkloadPort } from "../kubernetes/service";
import { createWorkload } from "../kubernetes/workload";
import { createWizardJob } from "../seed/wizard-job";

/**
 * Membership: organizations, users, regions and stacks, and the OpenID Connect issuer of Console,
 * Portal and `fctl`.
 *
 * Creates: `random.RandomPassword` for each client secret that you don't set, a ConfigMap (a Secret
 * if it contains connectors) and a Secret, the migration Job, the server (ServiceAccount,
 * Deployment, Service), the wizard's Secret and Job if there is a file for it, and the CronJobs.
 */
export class MembershipService extends pulumi.ComponentResource {
  /** Issuer of Membership: `<url>/api`. */
  public readonly issuer: pulumi.Output<string>;
  /** Secrets of the OAuth clients, by client id; those in existing Secrets are left out. */
  public readonly clientSecrets: { [clientId: string]: pulumi.Output<string> };
  /** Name of the Service; port `http` is 8080, port `grpc` (with agents) is 8082. */
  public readonly serviceName: pulumi.Output<string>;
  /** Name of the migration Job, known once the Job exists; empty without one. */
  public readonly migrationJob: pulumi.Output<string>;

  constructor(name: string, args: MembershipServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("formance-control-plane:index:MembershipService", name, {}, opts);
    checkArguments(this, "MembershipService", name, args);
    this.issuer = pulumi.interpolate`${args.url}${membershipPath}`;
    checkLoginProvider(this, args);
    const generations = args.clientSecretGenerations ?? {};
    const clientSecrets = createClientSecrets(this, name, args.clients ?? [], generations);
    this.clientSecrets = clientSecrets.current;

    const { service, migration } = createObjects(this, name, args, clientSecrets);
    this.serviceName = service.metadata.name;
    this.migrationJob = migration[0]?.metadata.name ?? pulumi.output("");
    this.registerOutputs({
      issuer: this.issuer,
      clientSecrets: this.clientSecrets,
      serviceName: this.serviceName,
      migrationJob: this.migrationJob,
    });
  }
}

/** The Secrets, the Jobs and the server. */
function createObjects(
  parent: MembershipService,
  name: string,
  args: MembershipServiceArgs,
  clientSecrets: ClientSecrets,
) {
  const identity = { instance: args.instance ?? name, service: "membership" };
  const { namespace } = args;
  const env = membershipEnv(args, parent.issuer, clientSecrets);
  const secrets = { identity, namespace, hashKey: createHashKey(parent, name) };
  const secret = createEnvSecret(parent, name, secrets, env);
  // Apart from the server's, so that a rotated client secret runs no migration again.
  const jobSecret = createEnvSecret(parent, `${name}-jobs`, secrets, jobEnv(args));
  const ca = databaseCa(parent, name, identity, namespace, args.database.tlsCa);
  const image = imageReference(args.image, "membership");
  const migration = createMembershipMigration(parent, name, args, {
    secrets,
    jobSecret,
    image,
    ca,
  });
  const config = configVolume(parent, name, args, secrets, clientSecrets);
  const trust = trustedAuthorities(parent, name, secrets, {
    runtime: "go",
    trust: args.trust,
    env: args.env,
  });
  const { volumes, volumeMounts } = together(config, ca, trust);
  const shared = { identity, namespace, image: args.image, workload: args, dependsOn: migration };
  const { service, serviceAccountName } = createWorkload(parent, name, {
    ...shared,
    adoptedService: args.adoptedService,
    ports: ports(args),
    volumes,
    container: {
      name: "membership",
      image,
      env: containerEnv([...env, ...trust.env], secret?.metadata.name),
      volumeMounts,
      ...httpProbes({ port: "http", ...services.membership.health, timing: args.probes }),
    },
  });
  if (args.wizardFile !== undefined) {
    createWizardJob(parent, name, {
      ...shared,
      hashKey: secrets.hashKey,
      file: args.wizardFile,
      reference: image,
      env: containerEnv(env, secret?.metadata.name),
      ca,
      job: args.wizard,
    });
  }
  createMembershipCronJobs(parent, name, args, {
    ...shared,
    image,
    pull: args.image,
    secretName: jobSecret?.metadata.name,
    serviceAccountName,
    issuer: parent.issuer,
    ca,
  });
  return { service, migration };
}

function checkLoginProvider(parent: MembershipService, { loginProvider }: MembershipServiceArgs) {
  if ((loginProvider.clientSecret ?? loginProvider.clientSecretRef) !== undefined) return;
  const message = "loginProvider needs a clientSecret or a clientSecretRef";
  throw new pulumi.ResourceError(message, parent, true);
}

function ports(args: MembershipServiceArgs): WorkloadPort[] {
  return [
    { name: "http", port: services.membership.port, appProtocol: "http" },
    ...(runsAgents(args)
      ? [{ name: "grpc", port: agentsPort, appProtocol: "kubernetes.io/h2c" }]
      : []),
  ];
}

/** The configuration file: a ConfigMap, or a Secret where it may hold something secret. */
function configVolume(
  parent: MembershipService,
  name: string,
  args: MembershipServiceArgs,
  spec: Omit<SecretSpec, "data">,
  clientSecrets: ClientSecrets,
) {
  const connectors = args.connectors ?? [];
  const content = {
    ...spec,
    data: {
      "config.yaml": membershipConfig(
        args.clients ?? [],
        connectors,
        clientSecrets,
        args.configOverrides,
      ),
    },
  };
  const isSecret = connectors.length > 0 || args.configOverrides !== undefined;
  const object = (isSecret ? createSecret : createConfigMap)(parent, `${name}-config`, content);
  const { name: objectName } = object.metadata;
  return mounted(
    "config",
    "/config",
    isSecret ? { secret: { secretName: objectName } } : { configMap: { name: objectName } },
  );
}
