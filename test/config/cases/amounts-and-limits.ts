import type { BadConfig } from "./bad-config";
import { noVolume, ownFolder, volumes } from "./taken-by-kubernetes";

/** Amounts, names and contexts that Kubernetes refuses late, or takes otherwise than meant. */
export const amountsAndLimits: readonly BadConfig[] = [
  {
    name: "annotations that are too long together",
    change: { console: { podAnnotations: { a: "x".repeat(200_000), b: "y".repeat(70_000) } } },
    problems: {
      "console.podAnnotations":
        "has 270002 bytes, but Kubernetes accepts at most 262144. Shorten the annotations.",
    },
  },
  {
    name: "amounts that are slips of the unit",
    change: {
      console: {
        resources: { requests: { cpu: 500, memory: "100m" }, limits: { memory: 1, cpu: 0 } },
      },
      portal: { resources: { requests: { memory: "512Ki" }, limits: { cpu: "1k" } } },
      dex: { resources: { requests: { cpu: "0", memory: 0 }, limits: { memory: "64Mi" } } },
    },
    problems: {
      "console.resources.requests.cpu":
        "is 500 cores, more than a node has. Write 500m for thousandths of a core.",
      "console.resources.requests.memory":
        "is less than a MiB, because m is for thousandths of a byte. Write the unit, such as 256Mi.",
      "console.resources.limits.memory": "is less than a MiB. Write the unit, such as 256Mi.",
      "console.resources.limits.cpu":
        "is zero, which Kubernetes treats as no limit. Give an amount, or leave it out.",
      "portal.resources.requests.memory": "is less than a MiB. Write the unit, such as 256Mi.",
      "portal.resources.limits.cpu":
        "is 1000 cores, more than a node has. Write 1000m for thousandths of a core.",
    },
  },
  {
    name: "amounts that don't fit the default ones",
    change: {
      console: { resources: { requests: { memory: "4Gi" } } },
      portal: { resources: { limits: { memory: "64Mi", cpu: "10m" } } },
      membership: { invitationCleanup: { resources: { requests: { memory: "1Gi" } } } },
    },
    problems: {
      "console.resources.requests.memory":
        "is more than the default of limits.memory, 512Mi, which Kubernetes refuses. Set that limit too.",
      "portal.resources.limits.memory":
        "is less than the default of requests.memory, 128Mi, which Kubernetes refuses. Set that request too.",
      "portal.resources.limits.cpu":
        "is less than the default of requests.cpu, 50m, which Kubernetes refuses. Set that request too.",
      "membership.invitationCleanup.resources.requests.memory":
        "is more than the default of limits.memory, 512Mi, which Kubernetes refuses. Set that limit too.",
    },
  },
  {
    name: "numbers beyond 32 bits",
    change: {
      console: { runAsUser: 3_000_000_000, probes: { liveness: { periodSeconds: 3_000_000_000 } } },
      membership: { invitationCleanup: { schedule: "61 * * * *" } },
    },
    problems: {
      "console.runAsUser": "is too big. The maximum is 2147483647.",
      "console.probes.liveness.periodSeconds": "is too big. The maximum is 2147483647.",
      "membership.invitationCleanup.schedule":
        "has a wrong minute. Use 0 to 59, as in */2, 1-5 or 0,30.",
    },
  },
  {
    name: "a prefix that begins with a digit",
    change: { name: "2nd" },
    problems: {
      name: "begins with a digit, which the name of a Service can't. Begin with a letter.",
    },
  },
  {
    name: "a headless Service at nodes, and mounts of init containers",
    change: {
      console: {
        service: { type: "NodePort", clusterIp: "None" },
        volumes,
        initContainers: [
          {
            name: "prepare",
            image: "busybox:1.37",
            volumeMounts: [
              { name: "w", mountPath: "/w" },
              { name: "v", mountPath: "/tmp" },
              { name: "v", mountPath: "/v" },
              { name: "v", mountPath: "/v" },
            ],
          },
        ],
      },
    },
    problems: {
      "console.service.clusterIp":
        "is None, which the type NodePort can't have. Remove it, or use the type ClusterIP.",
      "console.initContainers[0].volumeMounts[0].name": noVolume,
      "console.initContainers[0].volumeMounts[1].mountPath": ownFolder,
      "console.initContainers[0].volumeMounts[3].mountPath":
        "is already used at console.initContainers[0].volumeMounts[2].mountPath. Choose another path.",
    },
  },
  {
    name: "root and privileges beside what hardening keeps",
    change: {
      podSecurity: "privileged",
      console: { podSecurityContext: { runAsUser: 0 }, securityContext: { privileged: true } },
      portal: {
        podSecurityContext: { runAsUser: 0, runAsNonRoot: false },
        securityContext: { runAsUser: 0, privileged: true, allowPrivilegeEscalation: true },
      },
    },
    problems: {
      "console.podSecurityContext.runAsNonRoot":
        "must be false with runAsUser 0: otherwise, the pods set it to true, and a root container couldn't start.",
      "console.securityContext.allowPrivilegeEscalation":
        "must be true with privileged or SYS_ADMIN: otherwise, the containers set it to false, and Kubernetes refuses the combination.",
    },
  },
];
