// Generated from config/areas/ by `npm run generate`. Change it there.

import type { Input } from "@pulumi/pulumi";
import type { SecretKeyArgs } from "./shared";

/** Dex's web server. */
export interface DexWebArgs {
  /**
   * Origins whose scripts may call Dex; `*` allows every origin.
   * @example [
   *   "https://app.example.com"
   * ]
   */
  allowedOrigins?: Input<Input<string>[]>;
  /**
   * Headers that those scripts may send.
   * @default `Authorization`
   */
  allowedHeaders?: Input<Input<string>[]>;
  /** Security headers of every response. Dex sends only the ones that you set. */
  headers?: DexHeadersArgs;
  /** Where Dex reads a client's address from, behind proxies. */
  clientRemoteIp?: DexRemoteIpArgs;
  /**
   * TLS in Dex itself, on port 5554 (`https` in the Service), for public entries that encrypt all
   * the way to the pod. Port 5556 stays open.
   */
  https?: DexHttpsArgs;
}

/** Security headers of every response of Dex. */
export interface DexHeadersArgs {
  /** Header `Content-Security-Policy`. */
  contentSecurityPolicy?: Input<string>;
  /** Header `X-Frame-Options`. `DENY` or `SAMEORIGIN`. */
  frameOptions?: Input<string>;
  /** Header `X-Content-Type-Options`. `nosniff`. */
  contentTypeOptions?: Input<string>;
  /** Header `X-XSS-Protection`. */
  xssProtection?: Input<string>;
  /**
   * Header `Strict-Transport-Security`.
   * @example "max-age=31536000; includeSubDomains"
   */
  strictTransportSecurity?: Input<string>;
}

/** Where Dex reads a client's address from, behind proxies. */
export interface DexRemoteIpArgs {
  /**
   * Header with the address.
   * @example "X-Forwarded-For"
   */
  header: Input<string>;
  /**
   * Address ranges of the proxies to trust.
   * @example [
   *   "10.0.0.0/8"
   * ]
   */
  trustedProxies: Input<Input<string>[]>;
}

/** TLS in Dex itself, in addition to plain HTTP. */
export interface DexHttpsArgs {
  /**
   * Name of an existing Secret of type `kubernetes.io/tls`. Dex reloads a renewed certificate
   * automatically.
   */
  secretName: Input<string>;
  /**
   * Minimum TLS version. `1.2` or `1.3`.
   * @default "1.2"
   */
  minVersion?: Input<string>;
  /**
   * Maximum TLS version. `1.2` or `1.3`.
   * @default the latest
   */
  maxVersion?: Input<string>;
}

/** Dex's telemetry, on port 5558. */
export interface DexTelemetryArgs {
  /**
   * Serve Go profiles under `/debug/pprof/` on port 5558.
   * @default false
   */
  profiling?: Input<boolean>;
}

/** Dex's gRPC API, on port 5557. */
export interface DexGrpcArgs {
  /**
   * Name of an existing Secret of type `kubernetes.io/tls`. Dex reloads a renewed certificate
   * automatically.
   */
  secretName: Input<string>;
  /**
   * Minimum TLS version. `1.2` or `1.3`.
   * @default "1.2"
   */
  minVersion?: Input<string>;
  /**
   * Maximum TLS version. `1.2` or `1.3`.
   * @default the latest
   */
  maxVersion?: Input<string>;
  /**
   * Key of an existing Secret with the PEM of the authority that signs the callers' certificates.
   */
  clientCaSecret: SecretKeyArgs;
  /**
   * Let callers list the methods of the API (gRPC reflection).
   * @default false
   */
  reflection?: Input<boolean>;
}
