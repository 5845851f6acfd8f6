import type { Input } from "@pulumi/pulumi";
import type { AddressArgs, ContainerImageArgs } from "./shared";

/** A public host. */
export interface HostArgs {
  /**
   * Host name, with neither scheme nor path.
   * @default the name followed by the domain, e.g. `grpc.example.com`
   */
  host?: Input<string>;
}

/** Public addresses of the services. */
export interface HostsArgs {
  /** Dex, by default `dex.<domain>`. */
  dex?: AddressArgs;
  /** Membership, by default `membership.<domain>`. */
  membership?: AddressArgs;
  /** Console, by default `console.<domain>`. */
  console?: AddressArgs;
  /** Portal, by default `portal.<domain>`. */
  portal?: AddressArgs;
  /** Membership's gRPC port, where it is published for agents; by default `grpc.<domain>`. */
  grpc?: HostArgs;
}

/** Container images of the four services. */
export interface ImagesArgs {
  /**
   * Registry and path before every repository; a mirror is set here.
   * @default "ghcr.io/formancehq"
   */
  registry?: Input<string>;
  /**
   * `IfNotPresent`, `Always` or `Never`.
   * @default "IfNotPresent"
   */
  pullPolicy?: Input<string>;
  /** Names of existing Secrets with registry credentials. */
  pullSecrets?: Input<Input<string>[]>;
  /** Dex, by default `dex:v2.0.0`. */
  dex?: ContainerImageArgs;
  /** Membership, by default `membership:v2.5.0`. */
  membership?: ContainerImageArgs;
  /** Console, by default `console-v3:v2.6.2`. */
  console?: ContainerImageArgs;
  /** Portal, by default `portal:v2.6.2`. */
  portal?: ContainerImageArgs;
}
