/** What the checks read of an object's metadata. */
export interface ObjectMeta {
  readonly name: string;
}

/** A condition as Kubernetes objects report it. */
export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

/** The state of a container as the kubelet reports it. */
export interface ContainerState {
  readonly waiting?: { readonly reason?: string; readonly message?: string };
  readonly terminated?: { readonly reason?: string; readonly exitCode?: number };
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

/** The part of a pod's specification that refers to other objects. */
export interface PodSpec {
  readonly containers: readonly {
    readonly name: string;
    readonly env?: readonly {
      readonly name: string;
      readonly valueFrom?: { readonly secretKeyRef?: KeyReference };
    }[];
  }[];
  readonly volumes?: readonly {
    readonly name: string;
    readonly secret?: {
      readonly secretName?: string;
      readonly optional?: boolean;
      readonly items?: readonly { readonly key: string }[];
    };
  }[];
}

export interface Deployment {
  readonly metadata: ObjectMeta;
  readonly spec?: { readonly replicas?: number; readonly template: { readonly spec?: PodSpec } };
  readonly status?: {
    readonly readyReplicas?: number;
    readonly updatedReplicas?: number;
    readonly conditions?: readonly Condition[];
  };
}

export interface Pod {
  readonly metadata: ObjectMeta;
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

export interface IngressClass {
  readonly metadata: ObjectMeta & { readonly annotations?: Readonly<Record<string, string>> };
}

/** cert-manager's Certificate. */
export interface Certificate {
  readonly metadata: ObjectMeta;
  readonly status?: { readonly conditions?: readonly Condition[] };
}

/** A Secret without its values. */
export interface SecretKeys {
  readonly name: string;
  readonly keys: readonly string[];
}

/** The objects of one control plane at one moment. */
export interface ClusterSnapshot {
  readonly deployments: readonly Deployment[];
  readonly pods: readonly Pod[];
  readonly jobs: readonly Job[];
  readonly ingresses: readonly Ingress[];
  /** Absent where the rights don't reach the whole cluster. */
  readonly ingressClasses?: readonly IngressClass[];
  readonly certificates: readonly Certificate[];
  readonly secrets: readonly SecretKeys[];
}
