import { referencesOf, type Reference } from "../../cluster/references";
import type { Deployment, KeysOf } from "../../cluster/snapshot";
import { failed, notDone, ok } from "../../finding";
import type { ObjectFinding } from "./cluster-check";

/** What a Deployment's pods refer to of a kind. */
export function referencesTo(kind: Reference["kind"], { spec }: Deployment): Reference[] {
  return referencesOf(spec?.template.spec).filter((entry) => entry.kind === kind);
}

/** Whether what a Deployment's pods refer to is there, with the keys that they read. */
export function keysFinding(
  kind: Reference["kind"],
  deployment: Deployment,
  there: readonly KeysOf[] | undefined,
): ObjectFinding {
  const subject = deployment.metadata.name;
  if (there === undefined) {
    return { subject, ...notDone(`The ${kind}s can't be read with these rights.`) };
  }
  const known = new Map(there.map(({ name, keys }) => [name, keys]));
  const missing = referencesTo(kind, deployment).flatMap(({ name, key }) => {
    const keys = known.get(name);
    if (keys === undefined) return [{ name, words: `there is no ${kind} ${name}` }];
    if (key === undefined || keys.includes(key)) return [];
    return [{ name, words: `the ${kind} ${name} has no key ${key}` }];
  });
  const [first] = missing;
  if (first === undefined)
    return { subject, ...ok(`All the ${kind}s that it reads exist, with their keys.`) };
  const words = [...new Set(missing.map((each) => each.words))].join("; ");
  const evidence = `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
  return { subject, ...failed(evidence), names: { SECRET: first.name } };
}
