/** A token of a namespace's ServiceAccount, by a kubeconfig of an administrator. */
export async function accountToken(
  kubeconfig: string,
  account: { readonly name: string; readonly namespace: string },
): Promise<string> {
  const { AuthenticationV1TokenRequest, CoreV1Api, KubeConfig } =
    await import("@kubernetes/client-node");
  const config = new KubeConfig();
  config.loadFromFile(kubeconfig);
  const { status } = await config.makeApiClient(CoreV1Api).createNamespacedServiceAccountToken({
    ...account,
    body: Object.assign(new AuthenticationV1TokenRequest(), { spec: { audiences: [] } }),
  });
  return status?.token ?? "";
}
