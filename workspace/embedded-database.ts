/** The keys below `database` that the sandbox sets for its own Postgres, whatever the stack file has. */
export const embeddedDatabaseKeys = [
  "mode",
  "tlsMode",
  "host",
  "port",
  "admin.user",
  "admin.password",
] as const;

/** The keys of the Kubernetes provider that the sandbox sets. */
export const embeddedKubernetesKeys = ["renderYamlToDirectory", "context", "kubeconfig"] as const;
