import { isMapping, type Mapping } from "../../../config/path";
import type { ConfigDraft } from "../config-draft";
import type { ReleaseValues } from "../release-values";
import { services, type ServiceNames } from "../../service-names";
import { importTargetGroups } from "./target-groups";

interface Entry {
  readonly service: ServiceNames;
  readonly className: string | undefined;
  readonly annotations: Mapping;
  readonly labels: Mapping;
  readonly secretName: string | undefined;
}

/** Ingresses and AWS target groups. */
export function importEntry(values: ReleaseValues, draft: ConfigDraft): void {
  const deployed = services.filter((service) => values.deploys(service));
  const isOn = ({ values: prefix }: ServiceNames) =>
    values.flag(`${prefix}.ingress.enabled`) !== false;
  const entries = deployed
    .map((service) => entryOf(values, service))
    .filter(({ service }) => isOn(service));
  importTargetGroups(values, draft, deployed);
  if (entries.length === 0) {
    draft.set("ingress.enabled", false, "membership.ingress.enabled");
    return;
  }
  // A target group stands beside an Ingress only where the values keep both.
  if (draft.at("targetGroupBindings") !== undefined) {
    draft.set("ingress.enabled", true, "membership.ingress.enabled");
  }
  for (const service of deployed) {
    if (isOn(service)) continue;
    draft.set(
      `ingress.services.${service.config}.enabled`,
      false,
      `${service.values}.ingress.enabled`,
    );
  }
  importCommon(draft, entries);
  importTls(values, draft, entries);
}

function entryOf(values: ReleaseValues, service: ServiceNames): Entry {
  const at = (key: string) => `${service.values}.ingress.${key}`;
  noteHosts(values, service);
  const [tls] = (values.list(at("tls")) ?? []).filter(isMapping);
  return {
    service,
    className: values.text(at("className")),
    annotations: values.map(at("annotations")) ?? {},
    labels: values.map(at("labels")) ?? {},
    secretName: typeof tls?.secretName === "string" ? tls.secretName : undefined,
  };
}

function noteHosts(values: ReleaseValues, service: ServiceNames): void {
  const from = `${service.values}.ingress.hosts`;
  const host =
    service.platform === undefined
      ? values.text("global.platform.membership.relyingParty.host")
      : values.text(`global.platform.${service.platform}.host`);
  const usual = service.config === "membership" ? "/api" : "/";
  for (const [index, entry] of (values.list(from) ?? []).entries()) {
    if (!isMapping(entry)) continue;
    const paths = Array.isArray(entry.paths) ? (entry.paths as unknown[]) : [];
    const others = paths.filter((path) => isMapping(path) && path.path !== usual);
    if (entry.host === host && others.length === 0) continue;
    values.note(
      `${from}[${index}]`,
      "lost",
      `An Ingress has the service's public address, hosts.${service.config}, and the path ${usual}. For another address, create your own Ingress for the Service formance-${service.config}.`,
    );
  }
}

const issuers = {
  "cert-manager.io/cluster-issuer": "ClusterIssuer",
  "cert-manager.io/issuer": "Issuer",
} as const;

/** What all Ingresses share stands once, the rest with its service. */
function importCommon(draft: ConfigDraft, entries: readonly Entry[]): void {
  const [first] = entries;
  const sharedClass = entries.every(({ className }) => className === first?.className);
  if (sharedClass && first !== undefined) {
    draft.set("ingress.className", first.className, `${first.service.values}.ingress.className`);
  }
  for (const field of ["annotations", "labels"] as const) {
    const shared = Object.entries(first?.[field] ?? {}).filter(([key, value]) =>
      entries.every((entry) => entry[field][key] === value),
    );
    const keys = shared.map(([key]) => key);
    const common = withoutIssuer(Object.fromEntries(shared));
    if (first !== undefined && Object.keys(common).length > 0) {
      draft.set(`ingress.${field}`, common, `${first.service.values}.ingress.${field}`);
    }
    for (const { service, [field]: all } of entries) {
      const own = withoutIssuer(
        Object.fromEntries(Object.entries(all).filter(([key]) => !keys.includes(key))),
      );
      if (Object.keys(own).length === 0) continue;
      draft.set(
        `ingress.services.${service.config}.${field}`,
        own,
        `${service.values}.ingress.${field}`,
      );
    }
  }
  for (const { service, className } of entries) {
    if (sharedClass) continue;
    const from = `${service.values}.ingress.className`;
    draft.set(`ingress.services.${service.config}.className`, className, from);
  }
}

function withoutIssuer(annotations: Mapping): Mapping {
  return Object.fromEntries(
    Object.entries(annotations).filter(([key]) => !Object.hasOwn(issuers, key)),
  );
}

function importTls(values: ReleaseValues, draft: ConfigDraft, entries: readonly Entry[]): void {
  const [first] = entries;
  if (first === undefined) return;
  const named = entries.filter(({ secretName }) => secretName !== undefined);
  const from = `${(named[0] ?? first).service.values}.ingress.tls`;
  if (named.length === 0) {
    draft.set("ingress.tls.mode", "none", from);
    values.note(
      from,
      "changed",
      "The Ingresses have no TLS, so ingress.tls.mode is none: TLS must end in front of them.",
    );
    return;
  }
  const issuer = issuerOf(entries);
  if (issuer === undefined) {
    draft.set("ingress.tls.mode", "existing", from);
  } else {
    draft.set("ingress.tls.mode", "cert-manager", from);
    draft.set("ingress.tls.issuer", issuer.name, from);
    draft.set("ingress.tls.issuerKind", issuer.kind, from);
  }
  const shared = named[0]?.secretName;
  const one = named.every(({ secretName }) => secretName === shared);
  if (issuer === undefined || one) draft.set("ingress.tls.secretName", shared, from);
  for (const { service, secretName } of entries) {
    const own = `${service.values}.ingress.tls`;
    if (secretName === undefined) {
      values.note(
        own,
        "changed",
        "The Ingress had no certificate, unlike others. Now it uses the Secret of the others: check that its certificate covers the host.",
      );
    } else if (!one) {
      draft.set(`ingress.services.${service.config}.secretName`, secretName, own);
    }
  }
}

function issuerOf(entries: readonly Entry[]): { name: unknown; kind: string } | undefined {
  for (const { annotations } of entries) {
    for (const [key, kind] of Object.entries(issuers)) {
      if (annotations[key] !== undefined) return { name: annotations[key], kind };
    }
  }
  return undefined;
}
