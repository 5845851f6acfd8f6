import * as pulumi from "@pulumi/pulumi";
import { imageRegistry, services, type Service } from "../../facts/services";
import type { ContainerImageArgs } from "../args/place";

/** The image reference of a service: `<registry>/<repository>:<tag>` or `<registry>/<repository>@<digest>`. */
export function imageReference(
  image: ContainerImageArgs | undefined,
  service: Service,
): pulumi.Output<string> {
  const own = services[service].image;
  return pulumi
    .all([image?.registry, image?.repository, image?.tag, image?.digest])
    .apply(([registry, repository, tag, digest]) => {
      const path = `${registry ?? imageRegistry}/${repository ?? own.repository}`;
      return digest === undefined ? `${path}:${tag ?? own.tag}` : `${path}@${digest}`;
    });
}
