import { dexPorts } from "../facts/services";

/** Where Dex finds the certificates of its listeners. */
export const certificateFolder = "/etc/dex-tls";

/** Dex's web server, as its document names it. */
export interface DexWeb {
  readonly https?: string | undefined;
  readonly tlsCert?: string | undefined;
  readonly tlsKey?: string | undefined;
  readonly tlsMinVersion?: string | undefined;
  readonly tlsMaxVersion?: string | undefined;
  readonly allowedOrigins?: readonly string[] | undefined;
  readonly allowedHeaders?: readonly string[] | undefined;
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  readonly clientRemoteIP?:
    { readonly header: string; readonly trustedProxies: readonly string[] } | undefined;
}

/** Dex's telemetry. */
export interface DexTelemetry {
  readonly enableProfiling?: boolean | undefined;
}

/** Dex's API over gRPC. */
export interface DexGrpc {
  /** Address to listen on. */
  readonly addr: string;
  readonly tlsCert: string;
  readonly tlsKey: string;
  /** The callers' authority. */
  readonly tlsClientCA: string;
  readonly tlsMinVersion?: string | undefined;
  readonly tlsMaxVersion?: string | undefined;
  readonly reflection?: boolean | undefined;
}

/** The listeners, as the settings have them. */
export interface ListenerSettings {
  readonly web?: Web | undefined;
  readonly telemetry?: { readonly profiling?: boolean } | undefined;
  readonly grpc?: Grpc | undefined;
}

interface Https {
  readonly minVersion?: string;
  readonly maxVersion?: string;
}

interface Web {
  readonly allowedOrigins?: string[];
  readonly allowedHeaders?: string[];
  readonly headers?: {
    readonly contentSecurityPolicy?: string;
    readonly frameOptions?: string;
    readonly contentTypeOptions?: string;
    readonly xssProtection?: string;
    readonly strictTransportSecurity?: string;
  };
  readonly clientRemoteIp?: { readonly header: string; readonly trustedProxies: string[] };
  readonly https?: Https;
}

type Grpc = Https & { readonly reflection?: boolean };

/** The listeners as Dex's document has them; nothing of one that is off. */
export function listenerSections({ web, telemetry, grpc }: ListenerSettings) {
  return {
    web: web && webSection(web),
    telemetry: telemetry && telemetrySection(telemetry),
    grpc: grpc && grpcSection(grpc),
  };
}

function webSection({ headers, clientRemoteIp, https, ...cors }: Web): DexWeb {
  return {
    ...cors,
    clientRemoteIP: clientRemoteIp,
    headers: headers && {
      "Content-Security-Policy": headers.contentSecurityPolicy,
      "X-Frame-Options": headers.frameOptions,
      "X-Content-Type-Options": headers.contentTypeOptions,
      "X-XSS-Protection": headers.xssProtection,
      "Strict-Transport-Security": headers.strictTransportSecurity,
    },
    ...(https === undefined
      ? {}
      : { https: `0.0.0.0:${dexPorts.https}`, ...certificate("https", https) }),
  };
}

function telemetrySection({ profiling }: { readonly profiling?: boolean }): DexTelemetry {
  return { enableProfiling: profiling };
}

function grpcSection({ reflection, ...tls }: Grpc): DexGrpc {
  return {
    addr: `0.0.0.0:${dexPorts.grpc}`,
    ...certificate("grpc", tls),
    tlsClientCA: `${certificateFolder}/grpc/ca.crt`,
    reflection,
  };
}

function certificate(name: string, { minVersion, maxVersion }: Https) {
  return {
    tlsCert: `${certificateFolder}/${name}/tls.crt`,
    tlsKey: `${certificateFolder}/${name}/tls.key`,
    tlsMinVersion: minVersion,
    tlsMaxVersion: maxVersion,
  };
}
