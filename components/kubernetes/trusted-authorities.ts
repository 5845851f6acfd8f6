import type { types } from "@pulumi/kubernetes";
import type { ComponentResource, Input } from "@pulumi/pulumi";
import type { TrustArgs } from "../args/trust";
import { createConfigMap } from "./content-objects";
import type { EnvEntry } from "./env";
import type { Identity } from "./labels";
import { mounted, noVolume, type MountedVolume } from "./mounted-volume";

const folder = "/etc/formance/trust";
const file = "ca.crt";

/** The language of a server decides how it gets authorities. */
export type Runtime = "go" | "node";

/** The authorities as a file in the pods, and the variable that leads a server there. */
export interface TrustedAuthorities extends MountedVolume {
  readonly env: readonly EnvEntry[];
}

/** Where the authorities are kept. */
interface Place {
  readonly identity: Identity;
  readonly namespace: Input<string>;
}

/** Lets a server trust private authorities besides those of its image. */
export function trustedAuthorities(
  parent: ComponentResource,
  name: string,
  place: Place,
  server: {
    readonly runtime: Runtime;
    readonly trust: TrustArgs | undefined;
    /** The user's variables; one of the same name wins. */
    readonly env: readonly { readonly name: string }[] | undefined;
  },
): TrustedAuthorities {
  const { runtime, trust, env: own = [] } = server;
  const volume = volumeOf(parent, name, place, trust);
  if (volume === undefined) return { ...noVolume, env: [] };
  const variable = variables[runtime];
  return {
    ...mounted("trust", folder, volume),
    env: own.some((given) => given.name === variable.name) ? [] : [variable],
  };
}

const variables: Readonly<Record<Runtime, EnvEntry>> = {
  // The folders add to the image's bundle, which is a file; SSL_CERT_FILE would replace that.
  go: { name: "SSL_CERT_DIR", value: `/etc/ssl/certs:${folder}` },
  node: { name: "NODE_EXTRA_CA_CERTS", value: `${folder}/${file}` },
};

function volumeOf(
  parent: ComponentResource,
  name: string,
  place: Place,
  { caBundle, caBundleSecret }: TrustArgs = {},
): Omit<types.input.core.v1.Volume, "name"> | undefined {
  if (caBundleSecret !== undefined) {
    const { name: secretName, key } = caBundleSecret;
    return { secret: { secretName, items: [{ key, path: file }] } };
  }
  if (caBundle === undefined) return undefined;
  const map = createConfigMap(parent, `${name}-trust`, { ...place, data: { [file]: caBundle } });
  return { configMap: { name: map.metadata.name } };
}
