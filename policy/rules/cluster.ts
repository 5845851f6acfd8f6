import { at, kindOf, listAt, may, podOf, type PolicyResource } from "../resource";
import type { ResourceRule, StackRule } from "../rule";
import { selects } from "../selector";

/** The namespace refuses what a rule here can't see, such as pods made by hand. */
export const restrictedNamespaces: ResourceRule = {
  name: "restricted-namespaces",
  description: "Namespaces enforce the Pod Security level restricted.",
  level: "mandatory",
  check(resource) {
    if (kindOf(resource) !== "Namespace") return [];
    const label = "pod-security.kubernetes.io/enforce";
    const level = at(resource.inputs, "metadata", "labels", label);
    return may(level, (value) => value === "restricted")
      ? []
      : [
          `enforces ${typeof level === "string" ? level : "nothing"}: set the label ${label} to restricted.`,
        ];
  },
};

/** A pod that no policy selects may connect, and be connected to, without bounds. */
export const networkPolicies: StackRule = {
  name: "network-policies",
  description: "NetworkPolicies cover every pod, in both directions.",
  level: "mandatory",
  checkStack(resources) {
    const policies = resources.filter((resource) => kindOf(resource) === "NetworkPolicy");
    return resources.flatMap((resource) => {
      const pod = podOf(resource);
      if (pod === undefined) return [];
      const open = ["Ingress", "Egress"].filter(
        (type) =>
          !policies.some(
            ({ inputs }) =>
              typesOf(inputs).includes(type) &&
              sameNamespace(inputs, resource.inputs) &&
              selects(at(inputs, "spec", "podSelector"), pod.labels),
          ),
      );
      if (open.length === 0) return [];
      const message = `has pods that no NetworkPolicy of type ${open.join(" and ")} selects: add one that denies everything, and allow the connections that the pods need.`;
      return [{ urn: resource.urn, message }];
    });
  },
};

function typesOf(policy: unknown): readonly unknown[] {
  const types = listAt(policy, "spec", "policyTypes");
  if (types.length > 0) return types;
  return at(policy, "spec", "egress") === undefined ? ["Ingress"] : ["Ingress", "Egress"];
}

function sameNamespace(left: unknown, right: unknown): boolean {
  const [one, other] = [left, right].map((inputs) => at(inputs, "metadata", "namespace"));
  return may(one, (known) => may(other, (value) => known === value));
}

/** With a token, an attacker in the pod can use the Kubernetes API. */
export const noApiToken: StackRule = {
  name: "no-api-token",
  description: "Pods mount no Kubernetes API token, unless their ServiceAccount has rights.",
  level: "mandatory",
  checkStack(resources) {
    const withRights = resources
      .filter((resource) => ["RoleBinding", "ClusterRoleBinding"].includes(kindOf(resource)))
      .flatMap(({ inputs }) => listAt(inputs, "subjects").map((subject) => at(subject, "name")));
    return resources.flatMap((resource) => {
      const pod = podOf(resource);
      if (pod === undefined) return [];
      const account = at(pod.spec, "serviceAccountName");
      const needed = withRights.some((name) => may(name, (known) => known === account));
      const mounted = !may(at(pod.spec, "automountServiceAccountToken"), (set) => set === false);
      return mounted && !needed
        ? [
            {
              urn: resource.urn,
              message: "mounts a Kubernetes API token: set automountServiceAccountToken to false.",
            },
          ]
        : [];
    });
  },
};

/** Without one, the draining of nodes may stop every pod of a server at once. */
export const disruptionBudgets: StackRule = {
  name: "disruption-budgets",
  description: "A server with more than one pod has a PodDisruptionBudget.",
  level: "mandatory",
  checkStack(resources) {
    const budgets = resources.filter((resource) => kindOf(resource) === "PodDisruptionBudget");
    return resources
      .filter((resource) => kindOf(resource) === "Deployment" && isSeveral(resource, resources))
      .filter(
        ({ inputs }) =>
          !budgets.some(
            (budget) =>
              sameNamespace(budget.inputs, inputs) &&
              selects(
                at(budget.inputs, "spec", "selector"),
                at(inputs, "spec", "template", "metadata", "labels"),
              ),
          ),
      )
      .map(({ urn }) => ({
        urn,
        message: "has several pods that can all be stopped at once: add a PodDisruptionBudget.",
      }));
  },
};

function isSeveral({ inputs }: PolicyResource, resources: readonly PolicyResource[]): boolean {
  const replicas = at(inputs, "spec", "replicas");
  if (typeof replicas === "number") return replicas > 1;
  const name = at(inputs, "metadata", "name");
  return resources.some(
    (other) =>
      kindOf(other) === "HorizontalPodAutoscaler" &&
      at(other.inputs, "spec", "scaleTargetRef", "name") === name &&
      Number(at(other.inputs, "spec", "minReplicas") ?? 1) > 1,
  );
}
