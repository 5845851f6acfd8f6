import { below, obsolete, unused, type Capability } from "./capability";

const renamed = obsolete(
  "Objects are named after the control plane, and so are their addresses in the cluster.",
);
const probe = unused("The chart reads initialDelaySeconds only.");

/** The public entry, Services, and all that pods are made of. */
export const pods: readonly Capability[] = [
  {
    id: "F084",
    capability: "An Ingress for each service",
    values: ["<service>.ingress.*"],
    config: ["ingress.enabled"],
  },
  {
    id: "F085",
    capability: "Class, annotations and labels of an Ingress",
    values: ["<service>.ingress.{className,annotations,labels}"],
    config: [
      "ingress.className",
      "ingress.annotations",
      "ingress.labels",
      "ingress.services.<service>.annotations",
    ],
  },
  {
    id: "F086",
    capability: "TLS of an Ingress",
    values: ["<service>.ingress.tls"],
    config: ["ingress.tls.mode", "ingress.tls.secretName", "ingress.services.<service>.secretName"],
  },
  {
    id: "F087",
    capability: "Target groups of AWS",
    values: ["global.aws.elb", "<service>.aws.targetGroups.*"],
    config: [
      "targetGroupBindings.<service>.targetGroupArn",
      "targetGroupBindings.<service>.ipAddressType",
      "targetGroupBindings.<service>.targetType",
    ],
  },
  {
    id: "F088",
    capability: "Type, address, node ports and annotations of a Service",
    settings: {
      ...below("<service>.service", "<service>.service", {
        type: "type",
        clusterIP: "clusterIp",
        annotations: "annotations",
        labels: "labels",
        "ports.http.nodePort": "nodePorts.http",
      }),
      "membership.service.ports.grpc.nodePort": "membership.service.nodePorts.grpc",
      "membership.dex.service.ports.telemetry.nodePort": "dex.service.nodePorts.telemetry",
    },
    values: ["<service>.service.ports.*.port"],
    config: ["<service>.service.nodePorts"],
  },
  {
    id: "F089",
    capability: "Replicas",
    values: ["{membership,membership.dex}.replicaCount", "<app>.replicas"],
    config: ["<service>.replicas"],
  },
  {
    id: "F090",
    capability: "Horizontal autoscaling",
    values: ["<service>.autoscaling.*"],
    config: [
      "<service>.autoscaling.minReplicas",
      "<service>.autoscaling.maxReplicas",
      "<service>.autoscaling.targetCpuUtilization",
      "<service>.autoscaling.targetMemoryUtilization",
    ],
  },
  {
    id: "F091",
    capability: "Disruption budgets",
    values: ["<service>.podDisruptionBudget.*"],
    config: [
      "<service>.disruptionBudget.enabled",
      "<service>.disruptionBudget.minAvailable",
      "<service>.disruptionBudget.maxUnavailable",
    ],
    note: "Made by default where there is more than one pod.",
  },
  {
    id: "F092",
    capability: "ServiceAccounts and their annotations",
    values: ["<service>.serviceAccount.*"],
    config: ["<service>.serviceAccountName", "<service>.serviceAccountAnnotations"],
  },
  {
    id: "F093",
    capability: "Security contexts",
    settings: { "<service>.podSecurityContext": "<service>.podSecurityContext" },
    values: ["<service>.securityContext"],
    config: [
      "<service>.securityContext",
      "<service>.runAsUser",
      "<service>.readOnlyRootFilesystem",
      "podSecurity",
    ],
    note: "What breaks the namespace's level is refused, see [hardening](hardening.md).",
  },
  {
    id: "F094",
    capability: "CPU and memory, of Jobs too",
    settings: { "<service>.resources": "<service>.resources" },
    values: ["membership.config.job.*.resources"],
    config: ["<migrated>.migration.resources", "membership.wizard.resources"],
  },
  {
    id: "F095",
    capability: "Placement of pods",
    settings: below("<service>", "<service>", [
      "nodeSelector",
      "tolerations",
      "affinity",
      "topologySpreadConstraints",
      "priorityClassName",
    ]),
  },
  {
    id: "F096",
    capability: "Further volumes",
    settings: below("<service>", "<service>", ["volumes", "volumeMounts"]),
  },
  {
    id: "F097",
    capability: "Init containers",
    settings: { "<service>.initContainers": "<service>.initContainers" },
  },
  {
    id: "F098",
    capability: "Registry, tag, digest and pull of images",
    values: ["<service>.{image.*,imagePullSecrets}"],
    config: [
      "images.registry",
      "images.pullPolicy",
      "images.pullSecrets",
      "images.<service>.repository",
      "images.<service>.tag",
      "images.<service>.digest",
      "images.<service>.registry",
      "images.<service>.pullPolicy",
      "images.<service>.pullSecrets",
    ],
  },
  {
    id: "F099",
    capability: "Names of objects",
    values: ["<service>.{nameOverride,fullnameOverride}"],
    config: ["adopt.fullNames.<service>"],
    note: "With `adopt`, the names of a release's Services and Ingresses stay; `name` is what those of all other objects begin with.",
    leftOver: { "*.nameOverride": renamed, "*.fullnameOverride": renamed },
  },
  {
    id: "F100",
    capability: "Annotations of Deployments",
    settings: {
      "<migrated>.annotations": "<migrated>.annotations",
      "membership.dex.deploymentAnnotations": "dex.annotations",
    },
  },
  {
    id: "F101",
    capability: "Timing of probes",
    settings: below("<service>", "<service>.probes", {
      "readinessProbe.initialDelaySeconds": "readiness.initialDelaySeconds",
      "livenessProbe.initialDelaySeconds": "liveness.initialDelaySeconds",
    }),
    leftOver: { "*.readinessProbe.*": probe, "*.livenessProbe.*": probe },
  },
];
