import { change, gone, spec, status, type ClusterFault } from "./changes";
import { condition } from "./cluster-objects";

/** What is broken of the objects of the entry. */
export const entryFaults: readonly ClusterFault[] = [
  {
    name: "an Ingress without a class",
    breaking: change("Ingress", "entry", spec({ ingressClassName: undefined })),
    id: "ingress-class",
    words: /no class, and the cluster has no default class\. Available classes: nginx\./,
  },
  {
    name: "an Ingress of a class that does not exist",
    breaking: change("Ingress", "entry", spec({ ingressClassName: "ngnix" })),
    id: "ingress-class",
    words: /Its class ngnix doesn't exist/,
  },
  {
    name: "an Ingress without an address",
    breaking: change("Ingress", "entry", status({ loadBalancer: {} })),
    id: "ingress-address",
    words: /no address/,
  },
  {
    name: "a Gateway that is missing",
    breaking: (objects) =>
      change("HTTPRoute", "route", (object) => ({ ...object, status: undefined }))(
        change("Gateway", "public", gone)(objects),
      ),
    id: "route-accepted",
    words: /There is no Gateway doctor-\d+\/public/,
  },
  {
    name: "a Gateway that refuses the route",
    breaking: change(
      "HTTPRoute",
      "route",
      status({
        parents: [
          {
            parentRef: { name: "public" },
            conditions: [
              condition("Accepted", "False", "NotAllowedByListeners", "wrong namespace"),
            ],
          },
        ],
      }),
    ),
    id: "route-accepted",
    words: /refuses it: NotAllowedByListeners: wrong namespace/,
  },
  {
    name: "a Gateway without an address",
    breaking: change("Gateway", "public", status({ addresses: [] })),
    id: "route-accepted",
    words: /has no address/,
  },
  {
    name: "a Certificate that is not ready",
    breaking: change(
      "Certificate",
      "entry-tls",
      status({
        conditions: [condition("Ready", "False", "Pending", "Issuer letsencrypt not found.")],
      }),
    ),
    id: "certificate-ready",
    words: /It isn't issued: Issuer letsencrypt not found\.$/,
  },
  {
    name: "a Certificate that nobody looks at",
    breaking: change("Certificate", "entry-tls", (object) => ({ ...object, status: undefined })),
    id: "certificate-ready",
    words: /cert-manager hasn't processed it yet/,
  },
  {
    name: "a certificate's Secret that is missing",
    breaking: (objects) =>
      change("Secret", "entry-tls", gone)(change("Certificate", "entry-tls", gone)(objects)),
    id: "tls-secret",
    words: /no such Secret/,
  },
  {
    name: "a certificate's Secret without a key",
    breaking: (objects) =>
      change("Secret", "entry-tls", (object) => ({ ...object, stringData: { "tls.crt": "x" } }))(
        change("Certificate", "entry-tls", gone)(objects),
      ),
    id: "tls-secret",
    words: /has no tls\.key/,
  },
  {
    name: "an issuer that does not exist",
    breaking: change("Certificate", "entry-tls", (object) => ({
      ...object,
      spec: { secretName: "entry-tls", issuerRef: { kind: "ClusterIssuer", name: "typo" } },
      status: { conditions: [condition("Ready", "False", "DoesNotExist", "Issuing certificate")] },
    })),
    id: "certificate-ready",
    words: /there is no ClusterIssuer typo/,
  },
  {
    name: "an issued certificate whose Secret was deleted",
    breaking: change("Secret", "entry-tls", gone),
    id: "tls-secret",
    words: /although the Certificate entry-tls says that it is issued/,
  },
  {
    name: "a ReferenceGrant that was deleted",
    breaking: change(
      "Gateway",
      "public",
      status({
        listeners: [
          {
            name: "https",
            conditions: [condition("ResolvedRefs", "False", "RefNotPermitted", "no grant")],
          },
        ],
      }),
    ),
    id: "gateway-listeners",
    words: /The listener https doesn't work: RefNotPermitted: no grant/,
  },
];
