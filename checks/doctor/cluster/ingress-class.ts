import type { ClusterSnapshot } from "../../cluster/snapshot";
import { failed, notDone, ok, type CheckFinding } from "../../finding";
import type { ClusterCheck } from "./cluster-check";

const DEFAULT_CLASS = "ingressclass.kubernetes.io/is-default-class";

export const ingressClass: ClusterCheck = {
  id: "ingress-class",
  title: "The Ingress has a class that exists",
  meaning: "No controller serves an Ingress without a class, or with an unknown one.",
  causes: [
    "`ingress.className` isn't set, and the cluster has no default class.",
    "`ingress.className` is misspelled.",
    "The controller was installed without an IngressClass, as Contour's quickstart does.",
  ],
  remedy:
    "Set `ingress.className` to one of the classes that kubectl get ingressclass lists, or create it.",
  look({ ingresses, ingressClasses }) {
    return ingresses.map(({ metadata, spec }) => ({
      subject: metadata.name,
      ...classFinding(spec?.ingressClassName, ingressClasses),
    }));
  },
};

function classFinding(
  given: string | undefined,
  classes: ClusterSnapshot["ingressClasses"],
): CheckFinding {
  if (classes === undefined) return notDone("The classes can't be read with these rights.");
  const names = classes.map(({ metadata }) => metadata.name);
  const standard = classes.find(({ metadata }) => metadata.annotations?.[DEFAULT_CLASS] === "true");
  const known = names.length === 0 ? "There are none" : `Available classes: ${names.join(", ")}`;
  const chosen = given ?? standard?.metadata.name;
  if (chosen === undefined) {
    return failed(`It has no class, and the cluster has no default class. ${known}.`);
  }
  return names.includes(chosen)
    ? ok(`Its class is ${chosen}.`)
    : failed(`Its class ${chosen} doesn't exist. ${known}.`);
}
