import type { CheckResult } from "../check";
import { withDetails } from "./details";
import { driftResults, type ExpectedWorkload } from "./drift";
import { certificateResults, ingressResults, routeResults, tlsSecretResults } from "./entry";
import { failed, result, well } from "./finding";
import { referencesOf, type Reference } from "./references";
import type { ClusterSnapshot, KeysOf } from "./snapshot";
import { jobResults, podResults, readiness } from "./workloads";

/**
 * What the objects of a control plane say about it; one result for each object and question.
 *
 * @param expected - what the stack's state says of the workloads; drift is not looked for without
 */
export function clusterFindings(
  snapshot: ClusterSnapshot,
  expected?: readonly ExpectedWorkload[],
): CheckResult[] {
  const results = [
    ...referenceResults(snapshot),
    ...snapshot.pods.flatMap(podResults),
    ...jobResults(snapshot),
    ...snapshot.deployments.map((deployment) =>
      result("workload-ready", deployment.metadata.name, readiness(deployment, snapshot.pods)),
    ),
    ...(expected === undefined ? [] : driftResults(snapshot, expected)),
    ...ingressResults(snapshot),
    ...routeResults(snapshot),
    ...tlsSecretResults(snapshot),
    ...certificateResults(snapshot),
  ];
  return results.map((entry) => withDetails(entry, snapshot));
}

function referenceResults({ deployments, secrets, configMaps }: ClusterSnapshot): CheckResult[] {
  return deployments.flatMap(({ metadata, spec }) => {
    const references = referencesOf(spec?.template.spec);
    const ofKind = (kind: Reference["kind"]) => references.filter((entry) => entry.kind === kind);
    return [
      keyResult("secret-keys", metadata.name, ofKind("Secret"), secrets),
      ...(ofKind("ConfigMap").length === 0
        ? []
        : [keyResult("config-maps", metadata.name, ofKind("ConfigMap"), configMaps)]),
    ];
  });
}

function keyResult(
  id: "secret-keys" | "config-maps",
  subject: string,
  references: readonly Reference[],
  there: readonly KeysOf[] | undefined,
): CheckResult {
  const kind = id === "secret-keys" ? "Secret" : "ConfigMap";
  if (there === undefined) {
    const evidence = `The ${kind}s can't be read with these rights.`;
    return result(id, subject, { status: "not-done", evidence });
  }
  const known = new Map(there.map(({ name, keys }) => [name, keys]));
  const missing = references.flatMap(({ name, key }) => {
    const keys = known.get(name);
    if (keys === undefined) return [`there is no ${kind} ${name}`];
    return key === undefined || keys.includes(key) ? [] : [`the ${kind} ${name} has no key ${key}`];
  });
  if (missing.length === 0) {
    return result(id, subject, well(`All that it reads of ${kind}s is there.`));
  }
  const words = [...new Set(missing)].join("; ");
  return result(id, subject, failed(id, `${words.charAt(0).toUpperCase()}${words.slice(1)}.`));
}
