import { publicAddress } from "../../../facts/public-addresses";
import type { ConfigDraft } from "../config-draft";
import type { ReleaseValues } from "../release-values";
import { services, type ServiceNames } from "../../service-names";

/** Domain, hosts and images. */
export function importPlace(values: ReleaseValues, draft: ConfigDraft, usesDex: boolean): void {
  draft.set("namespace", values.release.namespace, "global.serviceHost");
  // The release lives in it, and so do the Secrets that the config refers to.
  draft.set("createNamespace", false, "global.serviceHost");
  importHosts(values, draft, usesDex);
  importImages(values, draft);
}

/** Hosts that aren't those that the domain gives by itself. */
function importHosts(values: ReleaseValues, draft: ConfigDraft, usesDex: boolean): void {
  const domain = values.text("global.serviceHost") ?? "";
  for (const { config, platform } of services) {
    if (config === "dex" && !usesDex) continue;
    const from = `global.platform.${platform ?? "membership.relyingParty"}.host`;
    const host = values.text(from);
    if (host !== publicAddress({ domain }, config).host)
      draft.set(`hosts.${config}.host`, host, from);
  }
}

interface Image {
  readonly service: ServiceNames;
  readonly registry: string | undefined;
  readonly pullPolicy: string | undefined;
}

function importImages(values: ReleaseValues, draft: ConfigDraft): void {
  const images = services.map((service): Image => {
    const at = (key: string) => `${service.values}.image.${key}`;
    const whole = values.text(at("repository")) ?? "";
    const slash = whole.lastIndexOf("/");
    draft.set(`images.${service.config}.repository`, whole.slice(slash + 1), at("repository"));
    importTag(values, draft, service);
    const registry = slash < 0 ? undefined : whole.slice(0, slash);
    return { service, registry, pullPolicy: values.text(at("pullPolicy")) };
  });
  setShared(draft, images, "registry", "repository");
  setShared(draft, images, "pullPolicy", "pullPolicy");
  importPullSecrets(values, draft);
}

function importTag(values: ReleaseValues, draft: ConfigDraft, service: ServiceNames): void {
  const key = `${service.values}.image.tag`;
  const tag = values.text(key);
  const [name, digest] = tag?.split("@") ?? [];
  draft.set(`images.${service.config}.tag`, name === "" ? undefined : name, key);
  draft.set(`images.${service.config}.digest`, digest, key);
}

/** What all images share stands once; what one of them has for itself stands with it. */
function setShared(
  draft: ConfigDraft,
  images: readonly Image[],
  field: "registry" | "pullPolicy",
  key: string,
): void {
  const common = mostCommon(images.map((image) => image[field]));
  for (const { service, [field]: value } of images) {
    const from = `${service.values}.image.${key}`;
    const path = value === common ? `images.${field}` : `images.${service.config}.${field}`;
    draft.set(path, value, from);
  }
}

function mostCommon<T>(values: readonly T[]): T | undefined {
  const times = (value: T) => values.filter((other) => other === value).length;
  return values.toSorted((left, right) => times(right) - times(left))[0];
}

function importPullSecrets(values: ReleaseValues, draft: ConfigDraft): void {
  const found = services.flatMap((service) => {
    const from = `${service.values}.imagePullSecrets`;
    const names = (values.list(from) ?? []).map((entry) =>
      typeof entry === "object" && entry !== null && "name" in entry ? entry.name : entry,
    );
    return names.length === 0 ? [] : [{ from, names }];
  });
  const [first] = found;
  if (first === undefined) return;
  // A pull secret that an image doesn't need does no harm.
  draft.set("images.pullSecrets", [...new Set(found.flatMap(({ names }) => names))], first.from);
}
