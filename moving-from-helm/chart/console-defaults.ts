/** Values of the chart `console-v3`. */
export const consoleDefaults = {
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
  serviceAccount: {
    create: true,
    name: "",
    annotations: {},
  },
  image: {
    repository: "ghcr.io/formancehq/console-v3",
    pullPolicy: "IfNotPresent",
    tag: "",
  },
  imagePullSecrets: [],
  resources: {},
  readinessProbe: {},
  livenessProbe: {},
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
  ingress: {
    enabled: true,
    className: "",
    annotations: {},
    labels: {},
    hosts: [],
    tls: [],
  },
  volumeMounts: [],
  annotations: {},
  volumes: [],
  nodeSelector: {},
  tolerations: [],
  affinity: {},
  feature: {
    migrationHooks: false,
  },
  config: {
    publisher: {
      clientID: "console-v3",
      topicMapping: "console-v3",
    },
    stargate_url: "",
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
    managedStack: "1",
    postgresqlUrl: "",
    cookie: {
      encryptionKey: "changeMe00",
      existingSecret: "",
      secretKeys: {
        encryptionKey: "",
      },
    },
    environment: "production",
    additionalEnv: [
      {
        name: "FEATURES_DISABLED",
        value: "sessions",
      },
    ],
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
  },
  postgresql: {
    enabled: false,
  },
};
