import { ifAllowed, ifThere, type ClusterApi } from "./api";
import type {
  Certificate,
  CertificateRequest,
  ClusterSnapshot,
  Gateway,
  HttpRoute,
  Issuer,
  IssuerReference,
} from "./snapshot";

const GATEWAY_API = { group: "gateway.networking.k8s.io", version: "v1" } as const;
const CERT_MANAGER = { group: "cert-manager.io", version: "v1" } as const;

type ListQuery = Parameters<ClusterApi["custom"]["listNamespacedCustomObject"]>[0];

/** The routes of a control plane, and their Gateways as far as they can be read. */
export async function readRoutes(
  api: ClusterApi,
  query: Pick<ListQuery, "namespace" | "labelSelector">,
): Promise<Pick<ClusterSnapshot, "routes" | "gateways">> {
  const routes = await list<HttpRoute>(api, { ...GATEWAY_API, plural: "httproutes", ...query });
  const named = new Map(
    routes
      .flatMap(({ spec }) => spec?.parentRefs ?? [])
      .map(({ name, namespace = query.namespace }) => [
        `${namespace}/${name}`,
        { name, namespace },
      ]),
  );
  const gateways = await Promise.all(
    [...named.values()].map((place) =>
      ifAllowed(
        api.custom.getNamespacedCustomObject({ ...GATEWAY_API, plural: "gateways", ...place }),
      ),
    ),
  );
  return { routes, gateways: gateways.filter((gateway) => gateway !== undefined) as Gateway[] };
}

/** The certificates of a control plane, what was asked of cert-manager for them, and of whom. */
export async function readCertificates(
  api: ClusterApi,
  namespace: string,
  ingressSecrets: readonly string[],
): Promise<Pick<ClusterSnapshot, "certificates" | "certificateRequests" | "issuers">> {
  const [all, requests] = await Promise.all([
    list<Certificate>(api, { ...CERT_MANAGER, plural: "certificates", namespace }),
    list<CertificateRequest>(api, { ...CERT_MANAGER, plural: "certificaterequests", namespace }),
  ]);
  const certificates = all.filter((certificate) => isOwn(certificate, ingressSecrets));
  const references = new Map(
    certificates
      .flatMap(({ spec }) => spec?.issuerRef ?? [])
      .map((reference) => [`${reference.kind ?? ""}/${reference.name}`, reference]),
  );
  const issuers = await Promise.all(
    [...references.values()].map((reference) => readIssuer(api, namespace, reference)),
  );
  return { certificates, certificateRequests: requests, issuers: issuers.flat() };
}

/** An empty list where the rights or the kind are missing. */
async function list<T>({ custom }: ClusterApi, query: ListQuery): Promise<readonly T[]> {
  const found = (await ifAllowed(custom.listNamespacedCustomObject(query))) as
    { items?: T[] } | undefined;
  return found?.items ?? [];
}

/** cert-manager makes a Certificate for an Ingress's Secret; a Gateway's has the labels of ours. */
function isOwn({ metadata, spec }: Certificate, ingressSecrets: readonly string[]): boolean {
  return (
    ingressSecrets.includes(spec?.secretName ?? metadata.name) ||
    metadata.labels?.["app.kubernetes.io/part-of"] === "formance-control-plane"
  );
}

/** An issuer of cert-manager's own; nothing where the rights or the kind are missing. */
async function readIssuer(
  { custom, objects }: ClusterApi,
  namespace: string,
  reference: IssuerReference,
): Promise<Issuer[]> {
  const { kind = "Issuer", name } = reference;
  const apiVersion = `${CERT_MANAGER.group}/${CERT_MANAGER.version}`;
  const known = await ifAllowed(objects.resourceOf(apiVersion, kind));
  if (known === undefined) return [];
  const plural = known.name;
  const read = known.namespaced
    ? custom.getNamespacedCustomObject({ ...CERT_MANAGER, plural, namespace, name })
    : custom.getClusterCustomObject({ ...CERT_MANAGER, plural, name });
  const found = (await ifAllowed(ifThere(read).then((object) => [object]))) as
    [Issuer["found"]] | undefined;
  return found === undefined ? [] : [{ reference, found: found[0] }];
}
