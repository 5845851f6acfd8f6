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
