import * as pulumi from "@pulumi/pulumi";
import type { ContainerImageArgs } from "../args/shared";

/** Repository and tag of each image that this release was written for. */
export const defaultImages = {
  dex: { repository: "dex", tag: "v2.0.0" },
  membership: { repository: "membership", tag: "v2.5.0" },
  console: { repository: "console-v3", tag: "v2.6.2" },
  portal: { repository: "portal", tag: "v2.6.2" },
} as const;

/** Registry and path of the vendor's images. */
export const defaultRegistry = "ghcr.io/formancehq";

/** The image reference: `<registry>/<repository>:<tag>` or `<registry>/<repository>@<digest>`. */
export function imageReference(
  image: ContainerImageArgs | undefined,
  fallback: { readonly repository: string; readonly tag: string },
): pulumi.Output<string> {
  return pulumi
    .all([image?.registry, image?.repository, image?.tag, image?.digest])
    .apply(([registry, repository, tag, digest]) => {
      const path = `${registry ?? defaultRegistry}/${repository ?? fallback.repository}`;
      return digest === undefined ? `${path}:${tag ?? fallback.tag}` : `${path}@${digest}`;
    });
}
