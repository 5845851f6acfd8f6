/** What the checks read of an object's metadata. */
export interface ObjectMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly ownerReferences?: readonly { readonly kind: string; readonly name: string }[];
  /** Counts the changes of the specification. */
  readonly generation?: number;
  /** Set while the object waits to be gone. */
  readonly deletionTimestamp?: Date;
}

/** A condition as Kubernetes objects report it. */
export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastTransitionTime?: Date | string;
}

/** The state of a container as the kubelet reports it. */
export interface ContainerState {
  readonly waiting?: { readonly reason?: string; readonly message?: string };
  readonly terminated?: {
    readonly reason?: string;
    /** Why the container couldn't be started, or what it left as its last words. */
    readonly message?: string;
    readonly exitCode?: number;
    readonly finishedAt?: Date | string;
  };
}

/** A container's status in a pod. */
export interface ContainerStatus {
  readonly name: string;
  readonly image?: string;
  readonly ready: boolean;
  readonly restartCount: number;
  readonly state?: ContainerState;
  readonly lastState?: ContainerState;
}

/** A reference from a container to a key of a Secret or ConfigMap. */
interface KeyReference {
  readonly name?: string;
  readonly key: string;
  readonly optional?: boolean;
}

/** A reference to the whole of a Secret or ConfigMap. */
interface WholeReference {
  readonly name?: string;
  readonly optional?: boolean;
  readonly items?: readonly { readonly key: string }[];
}

/** A container's part that refers to other objects. */
export interface ContainerSpec {
  readonly name: string;
  readonly image?: string;
  readonly env?: readonly {
    readonly name: string;
    readonly valueFrom?: {
      readonly secretKeyRef?: KeyReference;
      readonly configMapKeyRef?: KeyReference;
    };
  }[];
  readonly envFrom?: readonly {
    readonly secretRef?: WholeReference;
    readonly configMapRef?: WholeReference;
  }[];
}

/** The part of a pod's specification that refers to other objects. */
export interface PodSpec {
  readonly containers: readonly ContainerSpec[];
  readonly initContainers?: readonly ContainerSpec[];
  readonly volumes?: readonly {
    readonly name: string;
    readonly secret?: WholeReference & { readonly secretName?: string };
    readonly configMap?: WholeReference;
    readonly projected?: {
      readonly sources?: readonly {
        readonly secret?: WholeReference;
        readonly configMap?: WholeReference;
      }[];
    };
  }[];
}

export interface Deployment {
  readonly metadata: ObjectMeta;
  readonly spec?: { readonly replicas?: number; readonly template: { readonly spec?: PodSpec } };
  readonly status?: {
    readonly observedGeneration?: number;
    /** All pods, those of earlier settings included. */
    readonly replicas?: number;
    readonly readyReplicas?: number;
    /** Pods of the latest settings. */
    readonly updatedReplicas?: number;
    readonly conditions?: readonly Condition[];
  };
}

export interface Pod {
  readonly metadata: ObjectMeta;
  readonly spec?: { readonly nodeName?: string };
  readonly status?: {
    readonly phase?: string;
    readonly conditions?: readonly Condition[];
    readonly containerStatuses?: readonly ContainerStatus[];
    readonly initContainerStatuses?: readonly ContainerStatus[];
  };
}

export interface Job {
  readonly metadata: ObjectMeta;
  readonly status?: {
    readonly succeeded?: number;
    readonly failed?: number;
    readonly active?: number;
    readonly conditions?: readonly Condition[];
  };
}

export interface Ingress {
  readonly metadata: ObjectMeta;
  readonly spec?: {
    readonly ingressClassName?: string;
    readonly tls?: readonly { readonly secretName?: string }[];
  };
  readonly status?: {
    readonly loadBalancer?: {
      readonly ingress?: readonly { readonly ip?: string; readonly hostname?: string }[];
    };
  };
}

/** A machine of the cluster. */
export interface Node {
  readonly metadata: ObjectMeta;
  readonly status?: { readonly conditions?: readonly Condition[] };
}

export interface Service {
  readonly metadata: ObjectMeta;
  readonly spec?: { readonly selector?: Readonly<Record<string, string>> };
}

/** Addresses behind a Service, which its label names. */
export interface EndpointSlice {
  readonly metadata: ObjectMeta;
  readonly endpoints?: readonly { readonly conditions?: { readonly ready?: boolean } }[] | null;
}

export interface IngressClass {
  readonly metadata: ObjectMeta;
}

/** A route of the Gateway API to one of the services. */
export interface HttpRoute {
  readonly metadata: ObjectMeta;
  readonly spec?: {
    readonly parentRefs?: readonly {
      readonly name: string;
      readonly namespace?: string;
      /** The listener that is meant; all of the Gateway without it. */
      readonly sectionName?: string;
    }[];
    readonly hostnames?: readonly string[];
  };
  readonly status?: {
    readonly parents?: readonly {
      readonly parentRef: { readonly name: string; readonly namespace?: string };
      readonly conditions?: readonly Condition[];
    }[];
  };
}

/** The gateway that a route hangs on; often made by somebody else. */
export interface Gateway {
  readonly metadata: ObjectMeta;
  readonly spec?: {
    readonly listeners?: readonly { readonly name: string; readonly hostname?: string }[];
  };
  readonly status?: {
    readonly addresses?: readonly { readonly value: string }[];
    readonly conditions?: readonly Condition[];
    readonly listeners?: readonly {
      readonly name: string;
      readonly conditions?: readonly Condition[];
    }[];
  };
}

/** Which of cert-manager's issuers is meant. */
export interface IssuerReference {
  /** `Issuer` without it. */
  readonly kind?: string;
  readonly name: string;
}

/** cert-manager's Certificate. */
export interface Certificate {
  readonly metadata: ObjectMeta;
  readonly spec?: { readonly secretName?: string; readonly issuerRef?: IssuerReference };
  readonly status?: { readonly conditions?: readonly Condition[] };
}

/** One attempt of cert-manager to have a Certificate issued. */
export interface CertificateRequest {
  readonly metadata: ObjectMeta;
  readonly status?: { readonly conditions?: readonly Condition[] };
}

/** An Issuer or ClusterIssuer of cert-manager; without its metadata: there is none of the name. */
export interface Issuer {
  readonly reference: IssuerReference;
  readonly found?: {
    readonly metadata: ObjectMeta;
    readonly status?: { readonly conditions?: readonly Condition[] };
  };
}

/** A Secret or ConfigMap without its values. */
export interface KeysOf {
  readonly name: string;
  readonly keys: readonly string[];
}

/** A warning that a controller or the kubelet left. */
export interface ClusterEvent {
  /** The object that it is about. */
  readonly object: string;
  readonly reason: string;
  readonly message: string;
  readonly count: number;
  /** ISO 8601; empty where the event has no time. */
  readonly time: string;
}

/** The end of a container's log. */
export interface LogTail {
  readonly pod: string;
  readonly container: string;
  /** Of the container that ended, rather than the one that runs. */
  readonly previous: boolean;
  readonly lines: readonly string[];
}

/** Services, and the addresses behind them. */
export interface Endpoints {
  readonly services: readonly Service[];
  readonly slices: readonly EndpointSlice[];
}

/** The objects of one control plane at one moment. */
export interface ClusterSnapshot {
  readonly namespace: string;
  /** When it was read. */
  readonly time: Date;
  /** Those that the pods are on; absent where the rights don't reach the whole cluster. */
  readonly nodes?: readonly Node[];
  /** The cluster's own DNS and what is behind it; absent without the rights, or under another name. */
  readonly dns?: Endpoints;
  readonly deployments: readonly Deployment[];
  readonly pods: readonly Pod[];
  readonly jobs: readonly Job[];
  /** Absent without the rights. */
  readonly endpoints?: Endpoints;
  readonly ingresses: readonly Ingress[];
  /** Absent where the rights don't reach the whole cluster. */
  readonly ingressClasses?: readonly IngressClass[];
  readonly routes: readonly HttpRoute[];
  /** The gateways of the routes that exist and can be read. */
  readonly gateways: readonly Gateway[];
  readonly certificates: readonly Certificate[];
  readonly certificateRequests: readonly CertificateRequest[];
  /** The issuers of the certificates, as far as they can be read. */
  readonly issuers: readonly Issuer[];
  /** Those that pods and Ingresses refer to, as far as they are there; absent without the rights. */
  readonly secrets?: readonly KeysOf[];
  readonly configMaps?: readonly KeysOf[];
  /** Warnings of the last hour or so, the newest last. */
  readonly events: readonly ClusterEvent[];
  /** Of containers that are not well. */
  readonly logs: readonly LogTail[];
}
