import * as z from "zod";
import { adopt } from "./areas/adopt";
import { nats, licence, observability, stargate } from "./areas/connections";
import { database } from "./areas/database";
import { dex, oidc } from "./areas/identity";
import { externalSecrets } from "./areas/external-secrets";
import { gateway } from "./areas/gateway";
import { ingress } from "./areas/ingress";
import { membership } from "./areas/membership";
import { networkPolicies } from "./areas/network";
import { hosts, images, secretGenerations } from "./areas/place";
import { seed } from "./areas/seed";
import { targetGroupBindings } from "./areas/target-groups";
import { trust } from "./areas/trust";
import { consoleArea, portal } from "./areas/web";
import { text } from "./fields";
import { objectsIn } from "./interfaces";
import { optional, required } from "./notes";
import { domain, namePrefix, namespaceName } from "./text-formats";

const object = objectsIn("control-plane");

/** The whole stack config; its keys are those of the project's config namespace. */
export const stackConfigSchema = object("ControlPlaneArgs", "Arguments of a whole control plane.", {
  environment: optional(
    z.enum(["production", "test"]),
    "Purpose of the stack. `test` allows what production must not have, such as plain HTTP and self-signed certificates.",
    { default: "production", argument: false },
  ),
  extends: optional(
    z.array(text()),
    "YAML files with shared defaults, relative to the project's folder. Later files take precedence over earlier ones, and the stack over all of them: maps merge, lists replace, `null` removes. They can't contain secrets.",
    { example: ["examples/base.yaml"], argument: false },
  ),
  domain: required(text(domain), "Parent domain of the services' hosts.", {
    example: "example.com",
    plain: true,
  }),
  name: optional(
    text(namePrefix),
    "Prefix of the names of all objects. It distinguishes two control planes, or a control plane and a Helm release, in the same namespace. A change replaces every object and every generated secret: choose it before the first deployment.",
    { default: "formance", argument: false },
  ),
  namespace: optional(
    text(namespaceName),
    "Kubernetes namespace of all objects. A change replaces every object.",
    { default: "formance" },
  ),
  createNamespace: optional(z.boolean(), "Create the namespace.", { default: true, plain: true }),
  adopt: optional(
    adopt,
    "A release of the vendor's Helm chart in the same namespace whose Services, Ingresses and target group bindings the stack takes over. Addresses, load balancers and certificates stay, and no pod of the release changes. Needs `kubernetes:upsertExistingObjects: true`.",
  ),
  hosts: optional(hosts, "Public addresses of the services."),
  images: optional(images, "Container images."),
  database: required(database, "The Postgres server and the databases on it."),
  dex: optional(
    dex,
    "Dex, through which users log in with your identity providers. Not with `oidc`.",
  ),
  oidc: optional(oidc, "Your own OpenID Connect provider, instead of Dex."),
  membership: optional(membership, "Membership: organizations, users, regions and stacks."),
  console: optional(consoleArea, "Console, a web application."),
  portal: optional(portal, "Portal, a web application."),
  trust: optional(
    trust,
    "Private certificate authorities that the services trust, in addition to those in their images: for the certificates of the public entry, of your own provider, and of the providers behind Dex. Certificates of `tls.mode: self-signed` are trusted without it.",
  ),
  stargate: optional(stargate, "How the pods of stacks are reached."),
  debug: optional(
    z.boolean(),
    "Log verbosely in Membership, Console and Portal, unless their own `debug` is set.",
    { default: false },
  ),
  nats: optional(nats, "NATS, for events and agents' messages."),
  licence: optional(licence, "Licence of the enterprise edition."),
  ingress: optional(ingress, "The public entry through Ingresses."),
  gateway: optional(
    gateway,
    "The public entry through routes of an existing Gateway (Gateway API).",
    { see: "https://gateway-api.sigs.k8s.io/" },
  ),
  targetGroupBindings: optional(
    targetGroupBindings,
    "The public entry through existing AWS load balancers. The AWS Load Balancer Controller registers the pods with their target groups.",
  ),
  externalSecrets: optional(
    externalSecrets,
    "Secrets that the External Secrets operator fills from a store. Settings such as `passwordSecret` refer to them by name.",
  ),
  networkPolicies: optional(
    networkPolicies,
    "NetworkPolicies, which limit the connections to and from the pods.",
  ),
  seed: optional(seed, "First users, organizations, regions and stacks in Membership's database."),
  observability: optional(observability, "Traces, metrics and logs of all services."),
  secretGenerations: optional(
    secretGenerations,
    "Generation numbers of the generated secrets. A higher number generates a new value and restarts the pods that read it.",
  ),
  preflight: optional(
    z.enum(["off", "kinds", "warn", "fail"]),
    "Check what the deployment depends on. `kinds` warns in previews about an operator that the cluster lacks, such as cert-manager. `warn` runs the checks of `control-plane preflight` on every preview and update, and reports problems; `fail` also stops the deployment.",
    { default: "kinds", argument: false },
  ),
  podSecurity: optional(
    z.enum(["restricted", "baseline", "privileged"]),
    "Pod Security level that the created namespace enforces. `baseline` allows pods that run as root or with capabilities; `privileged` allows a pod to take over its node. The level itself doesn't relax any pod; it allows security contexts that do.",
    {
      default: "restricted",
      see: "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
    },
  ),
  protect: optional(
    z.boolean(),
    "Protect managed databases and their roles, which can't be recreated, from deletion and replacement. While it is on, `pulumi destroy` fails.",
    {
      defaultText: "`true` in production, `false` in test environments",
      argument: { default: false },
      plain: true,
    },
  ),
});

/** A stack's config, valid, with its secrets opaque. */
export type StackConfig = z.output<typeof stackConfigSchema>;

/** What a stack file may hold for it. */
export type StackConfigInput = z.input<typeof stackConfigSchema>;
