/** The connector types that Dex knows. */
export const connectorTypes = [
  "saml",
  "ldap",
  "oidc",
  "oauth",
  "github",
  "gitlab",
  "google",
  "microsoft",
  "bitbucket-cloud",
  "linkedin",
  "openshift",
  "atlassian-crowd",
  "keystone",
  "gitea",
  "authproxy",
  "mockCallback",
  "mockPassword",
] as const;

/** Connectors that let anybody in; they are for tests. */
export const mockConnectorTypes: readonly string[] = ["mockCallback", "mockPassword"];
