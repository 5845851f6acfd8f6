/** Values of the chart `membership`, with Dex below `dex`. */
export const membershipDefaults = {
  replicaCount: 1,
  podDisruptionBudget: {
    enabled: false,
    minAvailable: 1,
    maxUnavailable: 0,
  },
  serviceAccount: {
    create: true,
    name: "",
    annotations: {},
  },
  image: {
    repository: "ghcr.io/formancehq/membership",
    pullPolicy: "IfNotPresent",
    tag: "",
  },
  imagePullSecrets: [],
  nameOverride: "",
  fullnameOverride: "",
  podSecurityContext: {},
  securityContext: {
    capabilities: {
      drop: ["ALL"],
    },
    readOnlyRootFilesystem: true,
    runAsNonRoot: true,
    runAsUser: 1000,
  },
  resources: {},
  autoscaling: {},
  nodeSelector: {},
  tolerations: [],
  affinity: {},
  commonLabels: {},
  debug: false,
  dev: false,
  initContainers: [],
  volumeMounts: [],
  annotations: {},
  volumes: [],
  service: {
    annotations: {},
    type: "ClusterIP",
    clusterIP: "",
    ports: {
      http: {
        port: 8080,
      },
      grpc: {
        port: 8082,
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
      grpc: {
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
    managedStacks: true,
    disableEvents: true,
    migrationHooks: false,
  },
  config: {
    wizard: {
      job: {
        annotations: {},
        labels: {},
        ttlSecondsAfterFinished: 300,
      },
      setup: "",
    },
    additionalEnv: [],
    fctl: true,
    oidc: {
      clientId: "membership",
      clientSecret: "changeMe",
      scopes: ["openid", "email", "federated:id"],
      existingSecret: "",
      secretKeys: {
        secret: "",
      },
      connectors: [],
    },
    auth: {
      loginWithSSO: false,
      additionalOAuthClients: [],
      tokenValidity: {
        accessToken: "5m",
        refreshToken: "72h",
      },
    },
    grpc: {
      tokens: [],
      existingSecret: "",
      secretKeys: {
        secret: "TOKENS",
      },
    },
    publisher: {
      clientID: "membership",
      topicMapping: "membership",
      jetstream: {
        replicas: 1,
      },
    },
    stack: {
      minimalStackModules: ["Auth", "Ledger", "Gateway"],
      additionalModules: ["Payments", "Stargate"],
      cycle: {
        dryRun: true,
        delay: {
          disposable: "360h",
          disable: "72h",
          disablePollingDelay: "1m",
          warn: "72h",
          prune: "720h",
          prunePollingDelay: "1m",
        },
      },
    },
    job: {
      stackLifeCycle: {
        enabled: false,
        suspend: false,
        concurrencyPolicy: "Forbid",
        startingDeadlineSeconds: 200,
        restartPolicy: "Never",
        schedule: "*/30 * * * *",
        resources: {},
        tolerations: [],
        volumes: [],
        volumeMounts: [],
      },
      garbageCollector: {
        enabled: false,
        suspend: false,
        concurrencyPolicy: "Forbid",
        startingDeadlineSeconds: 200,
        restartPolicy: "Never",
        schedule: "0 0 * * *",
        resources: {},
        tolerations: [],
        volumes: [],
        volumeMounts: [],
      },
      invitationGC: {
        suspend: false,
        concurrencyPolicy: "Forbid",
        startingDeadlineSeconds: 200,
        restartPolicy: "Never",
        schedule: "0/30 * * * *",
        resources: {},
        tolerations: [],
        volumes: [],
        volumeMounts: [],
      },
    },
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
  },
  dex: {
    enabled: true,
    image: {
      repository: "ghcr.io/formancehq/dex",
      pullPolicy: "IfNotPresent",
      tag: "v2.0.0",
    },
    ingress: {
      enabled: true,
      className: "",
      annotations: {},
      hosts: [],
      tls: [],
    },
    aws: {
      targetGroups: {
        "dex-http": {
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
    resources: {},
    configSecret: {
      create: false,
      createConfigSecretOverrides: true,
      name: "membership-dex-config",
    },
    envVars: [],
    configOverrides: {
      storage: {
        type: "postgres",
      },
      oauth2: {
        skipApprovalScreen: true,
        responseTypes: ["code", "token", "id_token"],
      },
      enablePasswordDB: true,
      staticPasswords: "",
    },
  },
  postgresql: {
    enabled: true,
  },
};
