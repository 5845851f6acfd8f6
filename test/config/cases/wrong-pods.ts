import type { BadConfig } from "./bad-config";

/** Pods, their number, their Services and Jobs. */
export const wrongPods: readonly BadConfig[] = [
  {
    name: "a number of replicas beside an autoscaler",
    change: { membership: { replicas: 3, autoscaling: { maxReplicas: 5 } } },
    problems: {
      "membership.replicas":
        "has no effect with formance-control-plane:membership.autoscaling. Remove one of the two; autoscaling has minReplicas and maxReplicas.",
    },
  },
  {
    name: "an autoscaler without a maximum",
    change: { console: { autoscaling: { minReplicas: 2 } } },
    problems: { "console.autoscaling.maxReplicas": "is missing. It must be an integer." },
  },
  {
    name: "an autoscaler whose maximum is below its minimum",
    change: { console: { autoscaling: { maxReplicas: 1 } } },
    problems: {
      "console.autoscaling.maxReplicas":
        "is below minReplicas, which is 2. Raise it, or lower minReplicas.",
    },
  },
  {
    name: "a budget with two limits",
    change: { portal: { disruptionBudget: { minAvailable: 1, maxUnavailable: "50%" } } },
    problems: {
      "portal.disruptionBudget": "has both minAvailable and maxUnavailable. Keep one of them.",
    },
  },
  {
    name: "a budget in words",
    change: { portal: { disruptionBudget: { minAvailable: "half" } } },
    problems: {
      "portal.disruptionBudget.minAvailable":
        "is neither a number of pods nor a percentage. Write it like 1 or 25%.",
    },
  },
  {
    name: "a digest without its algorithm, and one in capitals",
    change: {
      images: {
        dex: { digest: "a".repeat(64) },
        portal: { digest: `sha256:${"A".repeat(64)}` },
      },
    },
    problems: {
      "images.dex.digest": "is not a digest. Write sha256: and 64 lower-case hexadecimal digits.",
      "images.portal.digest":
        "is not a digest. Write sha256: and 64 lower-case hexadecimal digits.",
    },
  },
  {
    name: "annotations of an account that exists",
    change: {
      membership: {
        serviceAccountName: "shared",
        serviceAccountAnnotations: { role: "r" },
        migration: { serviceAccountName: "shared", serviceAccountAnnotations: { role: "r" } },
      },
    },
    problems: {
      "membership.serviceAccountAnnotations":
        "has no effect with serviceAccountName: that ServiceAccount already exists and isn't changed. Remove one of the two.",
      "membership.migration.serviceAccountAnnotations":
        "has no effect with serviceAccountName: that ServiceAccount already exists and isn't changed. Remove one of the two.",
    },
  },
  {
    name: "a label that selectors rely on",
    change: { console: { podLabels: { "app.kubernetes.io/name": "other" } } },
    problems: {
      'console.podLabels["app.kubernetes.io/name"]':
        "is set by the control plane, and selectors rely on it. Remove it.",
    },
  },
  {
    name: "ports of nodes for a Service that has none, and of a port that isn't there",
    change: {
      console: { service: { nodePorts: { http: 30080 } } },
      portal: { service: { type: "NodePort", nodePorts: { grpc: 30081 } } },
    },
    problems: {
      "console.service.nodePorts":
        "has no effect with the type ClusterIP. It needs the type NodePort or LoadBalancer.",
      "portal.service.nodePorts.grpc": "is not a port of the Service. It has http.",
    },
  },
  {
    name: "a network without its length, and a wrong address",
    change: {
      console: {
        service: { type: "LoadBalancer", loadBalancerSourceRanges: ["10.0.0.0"], clusterIp: "ten" },
      },
    },
    problems: {
      "console.service.loadBalancerSourceRanges[0]": "is not a network. Write it like 10.0.0.0/8.",
      "console.service.clusterIp":
        "is not a cluster IP. Write an IP address, or None for a headless Service.",
    },
  },
  {
    name: "variables from nothing",
    change: { console: { envFrom: [{}] } },
    problems: { "console.envFrom[0]": "needs `configMap` or `secret`." },
  },
  {
    name: "variables as a list, as in Kubernetes",
    change: { membership: { env: [{ name: "A", value: "b" }] } },
    problems: {
      "membership.env":
        "is a list, but must be a map. Write each entry as a key, which is its name, and its value.",
    },
  },
  {
    name: "volumes as a map, as if by their names",
    change: { membership: { volumes: { a: { emptyDir: {} } } } },
    problems: {
      "membership.volumes": "is a map, but must be a list. Begin each entry with a dash.",
    },
  },
  {
    name: "a map in the place of a text",
    change: { membership: { priorityClassName: { name: "high" } } },
    problems: {
      "membership.priorityClassName": "is a map, but must be a string. Give a single value.",
    },
  },
  {
    name: "variables from two objects at once",
    change: { console: { envFrom: [{ configMap: "a", secret: "b" }] } },
    problems: {
      "console.envFrom[0]": "has both `configMap` and `secret`. Keep one of them.",
    },
  },
  {
    name: "a volume without a name, and one that is there already",
    change: { console: { volumes: [{ emptyDir: {} }, { name: "tmp", emptyDir: {} }] } },
    problems: {
      "console.volumes[0].name": "is missing. Kubernetes requires it.",
      "console.volumes[1].name": "is a volume that the pods already have. Choose another name.",
    },
  },
  {
    name: "a further port with the name of one that is there, and one without a right name",
    change: {
      dex: {
        extraPorts: [
          { name: "telemetry", port: 9000 },
          { name: "Metrics", port: 9001 },
        ],
      },
    },
    problems: {
      "dex.extraPorts[0].name": "is a port that the server already has. Choose another name.",
      "dex.extraPorts[1].name":
        "is not a port name. Use 1 to 15 lower-case letters, digits and inner hyphens, with at least one letter.",
    },
  },
  {
    name: "no time to end",
    change: { console: { preStopSeconds: 30 } },
    problems: {
      "console.preStopSeconds":
        "leaves no time to stop: preStopSeconds is 30, terminationGracePeriodSeconds 30, and the second includes the first. Raise the second, or lower the first.",
    },
  },
  {
    name: "security contexts and volumes that the namespace forbids",
    change: {
      console: {
        podSecurityContext: { runAsUser: 0 },
        securityContext: { privileged: true },
        volumes: [{ name: "node", hostPath: { path: "/" } }],
      },
    },
    problems: {
      "console.podSecurityContext.runAsUser":
        "is root, which Pod Security restricted forbids: no pod would start. Remove it, or set formance-control-plane:podSecurity to baseline, which loosens all pods.",
      "console.securityContext.privileged":
        "gives the container access to the whole node, which Pod Security restricted forbids: no pod would start. Remove it, or set formance-control-plane:podSecurity to privileged, which loosens all pods.",
      "console.volumes[0].hostPath":
        "gives access to the node's files, which Pod Security restricted forbids: no pod would start. Remove it, or set formance-control-plane:podSecurity to privileged, which loosens all pods.",
    },
  },
  {
    name: "capabilities that the level baseline forbids too",
    change: {
      podSecurity: "baseline",
      dex: {
        initContainers: [
          {
            name: "prepare",
            image: "busybox:1.37",
            securityContext: { capabilities: { drop: ["ALL"], add: ["SYS_ADMIN", "CHOWN"] } },
          },
        ],
      },
    },
    problems: {
      "dex.initContainers[0].securityContext.capabilities.add":
        "adds capabilities that reach beyond the container, which Pod Security baseline forbids: no pod would start. Remove it, or set formance-control-plane:podSecurity to privileged, which loosens all pods.",
    },
  },
];
