import type { ObjectIdentity } from "./manifest";

/** The kinds that live outside namespaces: Kubernetes' own, Gateway API's, cert-manager's. */
const CLUSTER_KINDS: Readonly<Record<string, readonly string[]>> = {
  "": ["Namespace", "Node", "PersistentVolume", "ComponentStatus"],
  "admissionregistration.k8s.io": [
    "MutatingAdmissionPolicy",
    "MutatingAdmissionPolicyBinding",
    "MutatingWebhookConfiguration",
    "ValidatingAdmissionPolicy",
    "ValidatingAdmissionPolicyBinding",
    "ValidatingWebhookConfiguration",
  ],
  "apiextensions.k8s.io": ["CustomResourceDefinition"],
  "apiregistration.k8s.io": ["APIService"],
  "cert-manager.io": ["ClusterIssuer"],
  "certificates.k8s.io": ["CertificateSigningRequest", "ClusterTrustBundle"],
  "flowcontrol.apiserver.k8s.io": ["FlowSchema", "PriorityLevelConfiguration"],
  "gateway.networking.k8s.io": ["GatewayClass"],
  "networking.k8s.io": ["IngressClass", "IPAddress", "ServiceCIDR"],
  "node.k8s.io": ["RuntimeClass"],
  "rbac.authorization.k8s.io": ["ClusterRole", "ClusterRoleBinding"],
  "scheduling.k8s.io": ["PriorityClass"],
  "storage.k8s.io": ["CSIDriver", "CSINode", "StorageClass", "VolumeAttachment"],
};

/** The API group of an `apiVersion`; that of the core objects is empty. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf("/");
  return slash < 0 ? "" : apiVersion.slice(0, slash);
}

/** Whether objects of this kind live in a namespace; kinds that are not known here do. */
export function isNamespaced({ apiVersion, kind }: Pick<ObjectIdentity, "apiVersion" | "kind">) {
  return !(CLUSTER_KINDS[groupOf(apiVersion)] ?? []).includes(kind);
}
