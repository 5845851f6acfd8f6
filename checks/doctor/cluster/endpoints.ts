import type { Endpoints } from "../../cluster/snapshot";

/** How many addresses are behind a Service, and how many of them get requests. */
export function endpointsOf(
  { slices }: Endpoints,
  service: string,
): { readonly all: number; readonly ready: number } {
  const endpoints = slices
    .filter(({ metadata }) => metadata.labels?.["kubernetes.io/service-name"] === service)
    .flatMap((slice) => slice.endpoints ?? []);
  // Absent means ready, as the API has it.
  const ready = endpoints.filter(({ conditions }) => conditions?.ready !== false);
  return { all: endpoints.length, ready: ready.length };
}
