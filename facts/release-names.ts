import { serviceNames, services, type Service } from "./services";

/** What is known of the names in a release. */
export interface ReleaseNames {
  /** Name of the release. */
  readonly release: string;
  /** Full names of its services, where they aren't the charts' own. */
  readonly fullNames?: { readonly [Key in Service]?: string | undefined } | undefined;
}

/** The longest name that the charts give. */
const LONGEST = 63;

/**
 * The name of a service's Deployment, Service and Ingress in a release of the vendor's Helm chart:
 * the release's name alone where it contains the name of the service's chart, which is its label.
 */
export function releaseName({ release, fullNames }: ReleaseNames, service: Service): string {
  return fullNames?.[service] ?? fullName(release, services[service].label);
}

/** The full name that a chart of this name, or of this `nameOverride`, has in a release. */
export function fullName(release: string, chart: string): string {
  const name = release.includes(chart) ? release : `${release}-${chart}`;
  return name.slice(0, LONGEST).replace(/-$/, "");
}

/** The name of a TargetGroupBinding in a release. Dex's is a part of Membership's chart. */
export function releaseBinding(names: ReleaseNames, target: Service | "grpc"): string {
  const membership = releaseName(names, "membership");
  if (target === "dex") return `${membership}-dex-http`;
  if (target === "grpc") return `${membership}-grpc`;
  return `${releaseName(names, target)}-http`;
}

/**
 * A name that a Deployment of the release and one of the control plane would share. Selectors can't
 * be changed, so neither could have the other's.
 *
 * @param name what the names of the control plane's objects begin with
 */
export function sharedDeployment(name: string, names: ReleaseNames): string | undefined {
  const own = serviceNames.map((service) => `${name}-${service}`);
  return serviceNames
    .map((service) => releaseName(names, service))
    .find((each) => own.includes(each));
}
