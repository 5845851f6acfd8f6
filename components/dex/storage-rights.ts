import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { labels, type Identity } from "../kubernetes/labels";

/**
 * What Dex may do with `kubernetes` storage: keep its objects in its own namespace, and define
 * their kinds. The definitions belong to the cluster, so that right does as well; its name has the
 * namespace, since two control planes may share a cluster.
 */
export function createStorageRights(
  parent: pulumi.ComponentResource,
  name: string,
  identity: Identity,
  namespace: pulumi.Input<string>,
): pulumi.Resource[] {
  const subjects = [{ kind: "ServiceAccount", name, namespace }];
  const apiGroup = "rbac.authorization.k8s.io";
  const own = { name: `${name}-storage`, namespace, labels: labels(identity) };
  const role = new k8s.rbac.v1.Role(
    `${name}-storage`,
    {
      metadata: own,
      rules: [
        {
          apiGroups: ["dex.coreos.com"],
          resources: ["*"],
          verbs: ["create", "delete", "get", "list", "update"],
        },
      ],
    },
    { parent },
  );
  const binding = new k8s.rbac.v1.RoleBinding(
    `${name}-storage`,
    { metadata: own, subjects, roleRef: { apiGroup, kind: "Role", name: role.metadata.name } },
    { parent },
  );
  const clusterWide = {
    name: pulumi.interpolate`${namespace}-${name}-storage`,
    labels: labels(identity),
  };
  const clusterRole = new k8s.rbac.v1.ClusterRole(
    `${name}-storage`,
    {
      metadata: clusterWide,
      rules: [
        {
          apiGroups: ["apiextensions.k8s.io"],
          resources: ["customresourcedefinitions"],
          verbs: ["create", "get", "list"],
        },
      ],
    },
    { parent },
  );
  const clusterBinding = new k8s.rbac.v1.ClusterRoleBinding(
    `${name}-storage`,
    {
      metadata: clusterWide,
      subjects,
      roleRef: { apiGroup, kind: "ClusterRole", name: clusterRole.metadata.name },
    },
    { parent },
  );
  return [binding, clusterBinding];
}
