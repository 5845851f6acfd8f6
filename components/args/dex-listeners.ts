import type { Input } from "@pulumi/pulumi";
import type { SecretKeyArgs } from "./shared";

/** Headers of every answer of Dex; one that is not given is not sent. */
export interface DexHeadersArgs {
  /** `Content-Security-Policy`. */
  contentSecurityPolicy?: Input<string>;
  /** `X-Frame-Options`: `DENY` or `SAMEORIGIN`. */
  frameOptions?: Input<string>;
  /** `X-Content-Type-Options`: `nosniff`. */
  contentTypeOptions?: Input<string>;
  /** `X-XSS-Protection`. */
  xssProtection?: Input<string>;
  /** `Strict-Transport-Security`. */
  strictTransportSecurity?: Input<string>;
}

/** Where Dex reads a browser's address from, behind proxies. */
export interface DexRemoteIpArgs {
  /** Header that holds the address, e.g. `X-Forwarded-For`. */
  header: Input<string>;
  /** Ranges of the proxies that are believed, e.g. `10.0.0.0/8`. */
  trustedProxies: Input<Input<string>[]>;
}

/** Dex's own TLS, beside plain HTTP, for entries that encrypt as far as the pod. */
export interface DexHttpsArgs {
  /** Existing Secret of type `kubernetes.io/tls`; Dex takes a renewed certificate up by itself. */
  secretName: Input<string>;
  /**
   * Oldest version of TLS, `1.2` or `1.3`.
   * @default "1.2"
   */
  minVersion?: Input<string>;
  /**
   * Newest version of TLS.
   * @default the newest there is
   */
  maxVersion?: Input<string>;
}

/** Dex's web server. */
export interface DexWebArgs {
  /** Origins whose scripts may ask Dex, e.g. `https://app.example.com`; `*` is every one. */
  allowedOrigins?: Input<Input<string>[]>;
  /**
   * Headers that such scripts may send.
   * @default Dex's own: `Authorization`
   */
  allowedHeaders?: Input<Input<string>[]>;
  /** Headers of every answer. */
  headers?: DexHeadersArgs;
  /** Where a browser's address is read from. */
  clientRemoteIp?: DexRemoteIpArgs;
  /** TLS at port 5554, named `https` in the Service. Port 5556 stays. */
  https?: DexHttpsArgs;
}

/** Dex's telemetry, at port 5558. */
export interface DexTelemetryArgs {
  /**
   * Offer Go's profiles below `/debug/pprof/`.
   * @default false
   */
  profiling?: Input<boolean>;
}

/**
 * Dex's API over gRPC, at port 5557, named `grpc` in the Service. Whoever may call it can add
 * clients and users, so callers need a certificate of the authority that is given.
 */
export interface DexGrpcArgs {
  /** Existing Secret of type `kubernetes.io/tls`. */
  secretName: Input<string>;
  /** Key of an existing Secret with the PEM of the callers' authority. */
  clientCaSecret: SecretKeyArgs;
  /**
   * Oldest version of TLS, `1.2` or `1.3`.
   * @default "1.2"
   */
  minVersion?: Input<string>;
  /**
   * Newest version of TLS.
   * @default the newest there is
   */
  maxVersion?: Input<string>;
  /**
   * Let callers ask which methods there are.
   * @default false
   */
  reflection?: Input<boolean>;
}
