/** Values under `global`, which all charts of the release share. */
export const globalDefaults = {
  aws: {
    elb: false,
    iam: false,
  },
  debug: false,
  licence: {
    clusterID: "",
    existingSecret: "",
    issuer: "https://license.formance.cloud/keys",
    secretKeys: {
      token: "",
    },
    token: "",
  },
  monitoring: {
    logs: {
      enabled: true,
      format: "json",
      level: "info",
    },
    metrics: {
      enabled: false,
      endpoint: "",
      exporter: "otlp",
      insecure: true,
      mode: "grpc",
      port: 4317,
    },
    traces: {
      batch: false,
      enabled: false,
      endpoint: "localhost",
      exporter: "otlp",
      insecure: true,
      mode: "grpc",
      port: 4317,
    },
  },
  nats: {
    auth: {
      existingSecret: "",
      password: "",
      secretKeys: {
        password: "password",
        username: "username",
      },
      user: "",
    },
    enabled: false,
    requestTimeout: "60s",
    url: "",
  },
  platform: {
    consoleV3: {
      enabled: true,
      host: "console.v3.{{ .Values.global.serviceHost }}",
      oauth: {
        client: {
          existingSecret: "",
          id: "console-v3",
          postLogoutRedirectUris: "",
          redirectUris: "",
          scopes: ["accesses", "remember_me", "keep_refresh_token", "on_behalf"],
          secret: "changeMe2",
          secretKeys: {
            secret: "",
          },
        },
      },
      scheme: "https",
    },
    membership: {
      host: "membership.{{ .Values.global.serviceHost }}",
      oidc: {
        host: "dex.{{ .Values.global.serviceHost }}",
        scheme: "https",
      },
      relyingParty: {
        host: "dex.{{ .Values.global.serviceHost }}",
        path: "",
        scheme: "https",
      },
      scheme: "https",
    },
    portal: {
      enabled: true,
      host: "portal.{{ .Values.global.serviceHost }}",
      oauth: {
        client: {
          existingSecret: "",
          id: "portal",
          postLogoutRedirectUris: "",
          redirectUris: "",
          scopes: ["accesses", "remember_me", "keep_refresh_token", "on_behalf"],
          secret: "changeMe1",
          secretKeys: {
            secret: "",
          },
        },
      },
      scheme: "https",
    },
    stargate: {
      enabled: false,
      serverURL: "",
      stackApiUrl: "",
      tls: {
        disable: false,
      },
    },
  },
  postgresql: {
    additionalArgs: "sslmode=disable",
    auth: {
      database: "formance",
      existingSecret: "",
      password: "formance",
      postgresPassword: "formance",
      secretKeys: {
        adminPasswordKey: "",
        userPasswordKey: "",
      },
      username: "formance",
    },
    host: "",
    service: {
      ports: {
        postgresql: 5432,
      },
    },
  },
  serviceHost: "",
};
