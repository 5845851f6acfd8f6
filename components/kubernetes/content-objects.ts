import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { contentName, secretContentName } from "./content-name";
import { secretValues, type EnvEntry } from "./env";
import { labels, type Identity } from "./labels";

/** What an immutable ConfigMap holds. */
export interface ContentSpec {
  readonly identity: Identity;
  readonly namespace: pulumi.Input<string>;
  readonly data: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** What an immutable Secret holds. */
export interface SecretSpec extends ContentSpec {
  /** Key of the hash in the name, see {@link createHashKey}. */
  readonly hashKey: pulumi.Input<string>;
  /** Secret type, such as `kubernetes.io/tls`. @default `Opaque` */
  readonly type?: string;
}

/** An immutable ConfigMap, named by its content. */
export function createConfigMap(
  parent: pulumi.ComponentResource,
  logicalName: string,
  { identity, namespace, data }: ContentSpec,
): k8s.core.v1.ConfigMap {
  return new k8s.core.v1.ConfigMap(
    logicalName,
    {
      metadata: { name: contentName(logicalName, data), namespace, labels: labels(identity) },
      immutable: true,
      data,
    },
    { parent },
  );
}

/** An immutable Secret, named by its content. */
export function createSecret(
  parent: pulumi.ComponentResource,
  logicalName: string,
  { identity, namespace, data, type, hashKey }: SecretSpec,
): k8s.core.v1.Secret {
  const sealed = pulumi.secret(data);
  return new k8s.core.v1.Secret(
    logicalName,
    {
      metadata: {
        name: secretContentName(logicalName, hashKey, sealed),
        namespace,
        labels: labels(identity),
      },
      immutable: true,
      type: type ?? "Opaque",
      stringData: sealed,
    },
    { parent },
  );
}

/**
 * The Secret of a workload's own secret variables; none where it would hold nothing, since a server
 * drops the empty map, and the immutable Secret would be replaced by every `up`.
 */
export function createEnvSecret(
  parent: pulumi.ComponentResource,
  logicalName: string,
  spec: Omit<SecretSpec, "data">,
  entries: readonly EnvEntry[],
): k8s.core.v1.Secret | undefined {
  const data = secretValues(entries);
  return Object.keys(data).length === 0
    ? undefined
    : createSecret(parent, logicalName, { ...spec, data });
}

/** The key of the hashes in the names of a component's Secrets; made once, never rotated. */
export function createHashKey(
  parent: pulumi.ComponentResource,
  name: string,
): pulumi.Output<string> {
  return new random.RandomBytes(`${name}-hash-key`, { length: 16 }, { parent }).hex;
}
