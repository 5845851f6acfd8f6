import type { CheckDescription } from "./description";

/** The checks of cluster, database, names and engine before a stack is deployed. */
export const preflightDescriptions = [
  {
    id: "engine-version",
    title: "The Pulumi CLI is new enough",
    meaning: "The program needs what came with release 3.230.",
    causes: ["An old installation comes first on PATH."],
    remedy: "Install a newer release, or put it first on PATH: pulumi version.",
  },
  {
    id: "engine-plugins",
    title: "The provider plugins are there",
    meaning: "The engine makes resources by plugins, and downloads those that it lacks.",
    causes: ["The first update on this machine.", "The SDK packages were updated."],
    remedy: "Nothing, where the download works; else install them: pulumi install.",
  },
  {
    id: "cluster-reach",
    title: "The Kubernetes API answers",
    meaning: "The kubeconfig's context leads to an API server that knows its login.",
    causes: [
      "The context is another one than meant, or its login has expired.",
      "The API server is reached through a VPN or a bastion only.",
    ],
    remedy:
      "Try: kubectl version. Choose the context with: pulumi config set kubernetes:context NAME.",
  },
  {
    id: "cluster-kinds",
    title: "The cluster has the kinds of objects that are made",
    meaning: "Kinds beyond Kubernetes' own come with an operator, by its custom resources.",
    causes: ["The operator is not installed.", "The cluster is older than the kind's version."],
    remedy: "Install what brings the kind, or leave out the setting that needs it.",
  },
  {
    id: "cluster-rights",
    title: "The objects may be made",
    meaning:
      "The API server itself says which requests it would allow (SelfSubjectAccessReview), for every kind that the stack makes.",
    causes: ["The login's role knows fewer kinds or verbs.", "The role is for another namespace."],
    remedy:
      "Add the rights to the login's Role in the namespace; those on namespaces and on ClusterRoles need a ClusterRole. With a namespace that is there, set createNamespace to false.",
  },
  {
    id: "cluster-version",
    title: "The cluster's release is new enough",
    meaning:
      "Pods that go on serving while load balancers forget them (`preStopSeconds`) need Kubernetes 1.30 or later.",
    causes: ["The cluster was not updated for long."],
    remedy: "Set preStopSeconds of each service to 0, or update the cluster.",
  },
  {
    id: "cluster-secrets",
    title: "The existing Secrets are there",
    meaning:
      "Every Secret that the config names is in the namespace, with a value at each key that is read; those that `externalSecrets` fills are left out. Without one, pods stay in CreateContainerConfigError or ContainerCreating.",
    causes: [
      "The Secret was made in another namespace, or is not made yet.",
      "The key is called otherwise in it.",
    ],
    remedy:
      "kubectl -n NAMESPACE create secret generic NAME --from-file=KEY=FILE, or correct name and key in the stack config.",
  },
  {
    id: "cluster-adoption",
    title: "The Helm release's Services can be taken over",
    meaning:
      "With `adopt`, the Services of the release are in the namespace, by the names that the stack gives its own, and the Kubernetes provider may take over what is there.",
    causes: [
      "`adopt.release` is another release's name, or the values have a `nameOverride` or `fullnameOverride`.",
      "`kubernetes:upsertExistingObjects` isn't set, so the provider refuses to make what is there already.",
    ],
    remedy:
      "kubectl -n NAMESPACE get services shows the names for adopt.release and adopt.fullNames; pulumi config set kubernetes:upsertExistingObjects true",
  },
  {
    id: "database-login",
    title: "The database server lets the role in",
    meaning:
      "With `managed`, the administrator makes databases and roles from here. With `existing`, each service's role is tried.",
    causes: [
      "Host, port, role or password in `database` is wrong.",
      "The server takes no connections from here, or none without TLS.",
    ],
    remedy: "Correct `database` in the stack config; `database.operatorHost` is the way from here.",
  },
  {
    id: "database-makes",
    title: "The administrator may make databases and roles",
    meaning: "The mode `managed` makes one of each for every service.",
    causes: ["The role has neither CREATEDB nor CREATEROLE.", "The server is a read-only replica."],
    remedy:
      "As a superuser: alter role NAME createdb createrole. Where the role is no superuser, set database.admin.superuser to false.",
  },
  {
    id: "host-name",
    title: "The host names are known",
    meaning: "Browsers, and the services among themselves, find the entry by these names.",
    causes: ["The records are made after the first update, by hand or by external-dns."],
    remedy: "Make the record, which leads to the entry's address; before the first login.",
  },
] as const satisfies readonly CheckDescription[];

/** The id of a check before a deployment, the identity providers' left out. */
export type PreflightCheckId = (typeof preflightDescriptions)[number]["id"];
