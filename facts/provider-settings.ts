const words = (text: string): readonly string[] => text.split(" ");

/** Settings that the providers of the program and the engine read from a stack file, by namespace. */
export const providerSettings: Readonly<Record<string, readonly string[]>> = {
  kubernetes: words(
    "alwaysRender cluster clusterIdentifier context deleteUnreachable enableConfigMapMutable enablePatchForce enableReplaceCRD enableSecretMutable enableServerSideApply helmReleaseSettings kubeClientSettings kubeconfig namespace renderYamlToDirectory skipUpdateUnreachable strictMode suppressDeprecationWarnings suppressHelmHookWarnings suppressHelmReleaseBetaWarning upsertExistingObjects",
  ),
  postgresql: words(
    "awsRdsIamAuth awsRdsIamProfile awsRdsIamProviderRoleArn awsRdsIamRegion azureIdentityAuth azureTenantId clientcert connectTimeout database databaseUsername expectedVersion gcpIamImpersonateServiceAccount host maxConnections password port scheme sslMode sslmode sslrootcert superuser username",
  ),
  tls: ["proxy"],
  pulumi: words("autonaming default-providers disable-default-providers tags template"),
};
