import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { checkArguments } from "../check-arguments";
import { externalSecretsDefaults, secretStoreDefaults } from "../../facts/defaults";
import type { ExternalSecretArgs, ExternalSecretsSettingsArgs } from "../args/external-secrets";
import { awaitAnnotation } from "../kubernetes/await";
import { nameOperator, operatorLimit } from "../kubernetes/operator-wait";
import { labels } from "../kubernetes/labels";

/** Arguments of {@link ExternalSecrets}. */
export interface ExternalSecretsArgs extends ExternalSecretsSettingsArgs {
  /** Kubernetes namespace of the Secrets. */
  namespace: pulumi.Input<string>;
  /** Value of the label `app.kubernetes.io/instance`. @default the component's name */
  instance?: string;
}

/**
 * Secrets that the External Secrets operator fills from a store such as Vault or a cloud's secret
 * manager. Their values never pass through Pulumi.
 *
 * Creates: an `ExternalSecret` (`external-secrets.io/v1`) for each Secret.
 */
export class ExternalSecrets extends pulumi.ComponentResource {
  /** The namespace; a value that waits until the Secrets are filled. */
  public readonly namespace: pulumi.Output<string>;

  constructor(name: string, args: ExternalSecretsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("formance-control-plane:index:ExternalSecrets", name, {}, opts);
    checkArguments(this, "ExternalSecrets", name, args);
    const made = Object.entries(args.secrets).map(([secret, settings]) =>
      createExternalSecret(this, name, args, secret, settings),
    );
    this.namespace = pulumi
      .all([args.namespace, pulumi.all(made.map(({ metadata }) => metadata))])
      .apply(([namespace]) => namespace);
    this.registerOutputs({ namespace: this.namespace });
  }
}

function createExternalSecret(
  parent: ExternalSecrets,
  name: string,
  args: ExternalSecretsArgs,
  secret: string,
  settings: ExternalSecretArgs,
): k8s.apiextensions.CustomResource {
  const identity = { instance: args.instance ?? name, service: "external-secret" };
  const wait = args.waitForSecrets ?? externalSecretsDefaults.waitForSecrets;
  const made = new k8s.apiextensions.CustomResource(
    `${name}-${secret}`,
    {
      apiVersion: "external-secrets.io/v1",
      kind: "ExternalSecret",
      metadata: {
        name: secret,
        namespace: args.namespace,
        labels: labels(identity, "secret"),
        annotations: {
          ...awaitAnnotation(wait, "condition=Ready"),
          // The operator reads the store at once when this changes.
          ...(settings.generation === undefined
            ? {}
            : { "force-sync": String(settings.generation) }),
        },
      },
      spec: {
        refreshInterval:
          settings.refreshInterval ??
          args.refreshInterval ??
          externalSecretsDefaults.refreshInterval,
        secretStoreRef: {
          name: args.store.name,
          kind: args.store.kind ?? secretStoreDefaults.kind,
        },
        target: {
          name: secret,
          creationPolicy: "Owner",
          // Pods keep what they have when the store loses it.
          deletionPolicy: "Retain",
          template: settings.type === undefined ? undefined : { type: settings.type },
        },
        data: Object.entries(settings.data).map(([secretKey, remote]) => ({
          secretKey,
          remoteRef: {
            key: remote.remoteKey,
            property: remote.property,
            version: remote.version,
            decodingStrategy: remote.decodingStrategy,
          },
        })),
      },
    },
    { parent, ...operatorLimit(wait) },
  );
  if (wait) nameOperator(made, `${name}-${secret}`, args.namespace, operator);
  return made;
}

const operator = {
  name: "The External Secrets Operator",
  command: "kubectl get pods -A -l app.kubernetes.io/name=external-secrets",
};
