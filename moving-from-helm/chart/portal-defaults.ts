/** Values of the chart `portal`. */
export const portalDefaults = {
  replicas: 1,
  podDisruptionBudget: {
    enabled: false,
    minAvailable: 1,
    maxUnavailable: 0,
  },
  podSecurityContext: {},
  securityContext: {},
  autoscaling: {
    enabled: false,
    minReplicas: 1,
    maxReplicas: 100,
    targetCPUUtilizationPercentage: 80,
  },
  image: {
    repository: "ghcr.io/formancehq/portal",
    pullPolicy: "IfNotPresent",
    tag: "",
  },
  imagePullSecrets: [],
  serviceAccount: {
    create: true,
    name: "",
    annotations: {},
  },
  ingress: {
    enabled: true,
    className: "",
    annotations: {},
    labels: {},
    hosts: [],
    tls: [],
  },
  aws: {
    targetGroups: {
      http: {
        ipAddressType: "ipv4",
        targetType: "ip",
        targetGroupARN: "",
        serviceRef: {
          name: "",
          port: "",
        },
      },
    },
  },
  feature: {
    migrationHooks: false,
  },
  config: {
    publisher: {
      clientID: "portal",
      topicMapping: "portal",
    },
    environment: "production",
    managedStack: "1",
    postgresqlUrl: "",
    featuresDisabled: ["notifications", "sessions"],
    migration: {
      enabled: true,
      serviceAccount: {
        create: true,
        name: "",
        annotations: {},
      },
      annotations: {},
      ttlSecondsAfterFinished: "",
      volumes: [],
      volumeMounts: [],
    },
    cookie: {
      secret: "changeMe2",
      existingSecret: "",
      secretKeys: {
        secret: "",
      },
    },
    sentry: {
      enabled: false,
      dsn: "",
      environment: "",
      release: "",
      authToken: {
        value: "",
        existingSecret: "",
        secretKeys: {
          value: "",
        },
      },
    },
    additionalEnv: [],
  },
  service: {
    annotations: {},
    type: "ClusterIP",
    clusterIP: "",
    ports: {
      http: {
        port: 3000,
      },
    },
  },
  volumeMounts: [],
  annotations: {},
  volumes: [],
  resources: {},
  readinessProbe: {},
  livenessProbe: {},
  nodeSelector: {},
  tolerations: [],
  affinity: {},
  postgresql: {
    enabled: false,
  },
};
