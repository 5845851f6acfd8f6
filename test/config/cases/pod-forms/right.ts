import { preferred, requirement, term, type PodForm } from "./form";

/** What both take. */
export const rightPodForms: readonly Omit<PodForm, "problems">[] = [
  {
    name: "volumes of every usual source",
    setting: "volumes",
    value: [
      { name: "1st", emptyDir: {} },
      { name: "memory", emptyDir: { medium: "Memory", sizeLimit: "64Mi" } },
      { name: "bytes", emptyDir: { sizeLimit: 1048576 } },
      {
        name: "secret",
        secret: {
          secretName: "a.b",
          defaultMode: 256,
          items: [{ key: "k", path: "a/..b", mode: 288 }],
        },
      },
      { name: "settings", configMap: { name: "settings", optional: true } },
      { name: "claim", persistentVolumeClaim: { claimName: "claim", readOnly: true } },
      {
        name: "several",
        projected: {
          sources: [
            { secret: { name: "a" } },
            { serviceAccountToken: { path: "token", expirationSeconds: 3600 } },
          ],
        },
      },
      { name: "driver", csi: { driver: "secrets-store.csi.k8s.io", readOnly: true } },
      { name: "image", image: { reference: "registry.example.com/data:1" } },
    ],
  },
  {
    name: "mounts",
    setting: "volumeMounts",
    value: [
      { name: "data", mountPath: "/data", subPath: "a/b", readOnly: true },
      { name: "data", mountPath: "/more", mountPropagation: "HostToContainer" },
    ],
  },
  {
    name: "tolerations",
    setting: "tolerations",
    value: [
      { key: "example.com/Spot", operator: "Equal", value: "1", effect: "NoSchedule" },
      { key: "a", operator: "Exists", effect: "NoExecute", tolerationSeconds: 60 },
      { key: "b", value: "" },
    ],
  },
  {
    name: "containers before the server, and beside it",
    setting: "initContainers",
    value: [
      {
        name: "1-prepare",
        image: "busybox:1.37",
        command: ["sh", "-c", "true"],
        env: [
          { name: "A.b-c", value: "1" },
          { name: "NAME", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
          { name: "KEY", valueFrom: { secretKeyRef: { name: "keys", key: "k" } } },
        ],
        resources: { requests: { cpu: "10m", memory: "16Mi" }, limits: { memory: "64Mi" } },
      },
      {
        name: "proxy",
        image: "registry.example.com/proxy@sha256:" + "a".repeat(64),
        restartPolicy: "Always",
        readinessProbe: { exec: { command: ["true"] } },
      },
    ],
  },
  {
    name: "spread constraints",
    setting: "topologySpreadConstraints",
    value: [
      {
        maxSkew: 1,
        topologyKey: "topology.kubernetes.io/zone",
        whenUnsatisfiable: "DoNotSchedule",
        minDomains: 2,
        nodeTaintsPolicy: "Honor",
        labelSelector: { matchExpressions: [{ key: "app", operator: "Exists" }] },
        matchLabelKeys: ["pod-template-hash"],
      },
      {
        maxSkew: 2,
        topologyKey: "topology.kubernetes.io/zone",
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: { matchLabels: { app: "a" } },
      },
    ],
  },
  {
    name: "affinities",
    setting: "affinity",
    value: {
      nodeAffinity: {
        ...requirement("In", ["ssd"]).nodeAffinity,
        [preferred]: [
          {
            weight: 100,
            preference: { matchExpressions: [{ key: "cores", operator: "Gt", values: ["8"] }] },
          },
        ],
      },
      podAntiAffinity: { [preferred]: [{ weight: 1, podAffinityTerm: term }] },
    },
  },
  {
    name: "a security context of the pods",
    setting: "podSecurityContext",
    value: {
      runAsUser: 65532,
      fsGroup: 0,
      fsGroupChangePolicy: "OnRootMismatch",
      supplementalGroups: [1],
      seccompProfile: { type: "Localhost", localhostProfile: "profiles/audit.json" },
    },
  },
  {
    name: "a security context of the containers",
    setting: "securityContext",
    value: { runAsUser: 65532, capabilities: { drop: ["ALL"], add: ["NET_BIND_SERVICE"] } },
  },
];
