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
import { optional, required } from "./notes";
import { dnsLabel, domain, namePrefix } from "./text-formats";

/** The whole of a stack's config; the keys are those of the project's config namespace. */
export const stackConfigSchema = z.strictObject({
  environment: optional(
    z.enum(["production", "test"]),
    "What the stack is for. `test` allows what must not be in production, such as plain HTTP and self-signed certificates.",
    { default: "production" },
  ),
  extends: optional(
    z.array(text()),
    "YAML files with defaults that stacks share, relative to the project's folder. Later files win over earlier ones, and the stack over all: maps merge, arrays replace, `null` removes. No secrets.",
  ),
  domain: required(
    text(domain),
    "Domain below which the services get their hosts, e.g. `example.com`.",
  ),
  name: optional(
    text(namePrefix),
    "What the names of all objects begin with. Another one tells a control plane from a second one, or from a Helm release, in the same namespace. A change makes every object and every generated secret anew: choose it before the first deployment.",
    { default: "formance" },
  ),
  namespace: optional(text(dnsLabel), "Kubernetes namespace.", { default: "formance" }),
  createNamespace: optional(z.boolean(), "Make the namespace.", { default: true }),
  adopt: optional(
    adopt,
    "A release of the vendor's Helm chart in the same namespace, whose Services, Ingresses and target group bindings become the control plane's, by their names. Addresses, load balancers and certificates stay, and no pod of the release is touched. The Kubernetes provider needs `kubernetes:upsertExistingObjects: true` for it.",
  ),
  hosts: optional(hosts, "Public addresses."),
  images: optional(images, "Container images."),
  database: required(database, "The Postgres server and the databases on it."),
  dex: optional(dex, "Dex, the identity provider. Not together with `oidc`."),
  oidc: optional(oidc, "An OpenID Connect provider of your own, in place of Dex."),
  membership: optional(membership, "Membership: organizations, users, regions and stacks."),
  console: optional(consoleArea, "Console."),
  portal: optional(portal, "Portal."),
  trust: optional(
    trust,
    "Private authorities that the services trust besides those of their images: of the public entry's certificates, of your own provider's, of the providers behind Dex. Self-signed certificates are trusted without it.",
  ),
  stargate: optional(stargate, "Where the pods of stacks are reached."),
  debug: optional(
    z.boolean(),
    "Verbose logs of Membership, Console and Portal, where they say nothing else.",
    { default: false },
  ),
  nats: optional(nats, "Events and agents over NATS."),
  licence: optional(licence, "Licence of the enterprise edition."),
  ingress: optional(ingress, "The public entry by Ingresses."),
  gateway: optional(
    gateway,
    "The public entry by routes of an existing Gateway of the Gateway API.",
  ),
  targetGroupBindings: optional(
    targetGroupBindings,
    "The public entry by AWS load balancers that are made elsewhere, whose controller registers the pods.",
  ),
  externalSecrets: optional(
    externalSecrets,
    "Secrets that the External Secrets operator fills from a store. `passwordSecret` and the like refer to them by name.",
  ),
  networkPolicies: optional(
    networkPolicies,
    "What the pods may be asked over the network, and may ask.",
  ),
  seed: optional(seed, "First contents of Membership's database."),
  observability: optional(observability, "Traces, metrics and logs."),
  secretGenerations: optional(
    secretGenerations,
    "Generation numbers of the generated secrets. A higher number makes a new value, and rolls the pods that read it.",
  ),
  preflight: optional(
    z.enum(["off", "warn", "fail"]),
    "Checks at every preview and update whether what this config names answers as it must, as the command `control-plane preflight` does: `warn` says what is wrong, `fail` also deploys nothing then.",
    { default: "off" },
  ),
  podSecurity: optional(
    z.enum(["restricted", "baseline", "privileged"]),
    "Pod Security level that the namespace enforces, where it is made. `baseline` loses that no pod runs as root or with capabilities, `privileged` loses all: a pod may take over its node. It loosens no pod by itself, but allows security contexts that do.",
    { default: "restricted" },
  ),
  protect: optional(
    z.boolean(),
    "Protect what can't be made again (managed databases and their roles) from deletion and replacement: `pulumi destroy` is refused as long as it is on.",
    { defaultText: "`true` in production, `false` in test environments" },
  ),
});

/** A stack's config, valid, with its secrets opaque. */
export type StackConfig = z.output<typeof stackConfigSchema>;

/** What may be written for it in YAML. */
export type StackConfigInput = z.input<typeof stackConfigSchema>;
