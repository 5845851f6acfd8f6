/** The services of a release of the vendor's Helm chart that the control plane has as well. */
export const releaseServices = ["dex", "membership", "console", "portal"] as const;

/** One of the services of a release. */
export type ReleaseService = (typeof releaseServices)[number];

/** What is known of the names in a release. */
export interface ReleaseNames {
  /** Name of the release. */
  readonly release: string;
  /** Full names of its services, where they aren't the charts' own. */
  readonly fullNames?: { readonly [Service in ReleaseService]?: string | undefined } | undefined;
}

/** What the vendor's charts are called, which their objects are named after. */
export const chartNames: Readonly<Record<ReleaseService, string>> = {
  dex: "dex",
  membership: "membership",
  console: "console-v3",
  portal: "portal",
};

/** The longest name that the charts give. */
const LONGEST = 63;

/**
 * The name of a service's Deployment, Service and Ingress in a release, as the vendor's charts make
 * it: the release's name alone, where it has the chart's name in it.
 */
export function releaseName({ release, fullNames }: ReleaseNames, service: ReleaseService): string {
  return fullNames?.[service] ?? fullName(release, chartNames[service]);
}

/** The full name that a chart of this name, or of this `nameOverride`, has in a release. */
export function fullName(release: string, chart: string): string {
  const name = release.includes(chart) ? release : `${release}-${chart}`;
  return name.slice(0, LONGEST).replace(/-$/, "");
}

/** The name of a TargetGroupBinding in a release. Dex's is a part of Membership's chart. */
export function releaseBinding(names: ReleaseNames, target: ReleaseService | "grpc"): string {
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
  const own = releaseServices.map((service) => `${name}-${service}`);
  return releaseServices
    .map((service) => releaseName(names, service))
    .find((each) => own.includes(each));
}
