// Generated from config/areas/ by `npm run generate`. Change it there.

import type { Input } from "@pulumi/pulumi";

/** Public addresses of the services. */
export interface HostsArgs {
  /** Address of Dex. */
  dex?: AddressArgs;
  /** Address of Membership. */
  membership?: AddressArgs;
  /** Address of Console. */
  console?: AddressArgs;
  /** Address of Portal. */
  portal?: AddressArgs;
  /** Address of Membership's gRPC port, if it is published for agents. */
  grpc?: HostArgs;
}

/** The public address of one service: `<scheme>://<host><path>`. */
export interface AddressArgs {
  /**
   * URL scheme; `http` only in test environments. `https` or `http`.
   * @default "https"
   */
  scheme?: Input<string>;
  /**
   * Host name, without scheme and path.
   * @default `dex.<domain>` for dex; `membership.<domain>` for membership; `console.<domain>` for
   * console; `portal.<domain>` for portal
   */
  host?: Input<string>;
  /**
   * Path of the issuer.
   * @default ""
   * @example "/dex"
   */
  path?: Input<string>;
}

/** A public host. */
export interface HostArgs {
  /**
   * Host name, without scheme and path.
   * @default `grpc.<domain>`
   */
  host?: Input<string>;
}

/** Container images of the services. */
export interface ImagesArgs {
  /**
   * Registry, with the path before the repository. Set a mirror here.
   * @default "ghcr.io/formancehq"
   * @example "registry.example.com/formance"
   */
  registry?: Input<string>;
  /**
   * When to pull images. `IfNotPresent`, `Always` or `Never`.
   * @default "IfNotPresent"
   */
  pullPolicy?: Input<string>;
  /** Names of existing Secrets with registry credentials, also used by Jobs. */
  pullSecrets?: Input<Input<string>[]>;
  /** Image of Dex. */
  dex?: ContainerImageArgs;
  /** Image of Membership. */
  membership?: ContainerImageArgs;
  /** Image of Console. */
  console?: ContainerImageArgs;
  /** Image of Portal. */
  portal?: ContainerImageArgs;
}

/** Image of one container, and how to pull it. */
export interface ContainerImageArgs extends ImageArgs {
  /**
   * Registry, with the path before the repository. Set a mirror here.
   * @default `images.registry`
   * @example "registry.example.com/formance"
   */
  registry?: Input<string>;
  /**
   * When to pull images. `IfNotPresent`, `Always` or `Never`.
   * @default `images.pullPolicy`
   */
  pullPolicy?: Input<string>;
  /** Names of existing Secrets with registry credentials, also used by Jobs. */
  pullSecrets?: Input<Input<string>[]>;
}

/** One container image. */
export interface ImageArgs {
  /**
   * Repository in the registry.
   * @default "dex" for dex; "membership" for membership; "console-v3" for console; "portal" for
   * portal
   */
  repository?: Input<string>;
  /**
   * Tag of the image.
   * @default "v2.0.0" for dex; "v2.5.0" for membership; "v2.6.2" for console, portal
   */
  tag?: Input<string>;
  /** Digest of the image, instead of the tag. */
  digest?: Input<string>;
}

/** Generation numbers of the generated secrets. */
export interface SecretGenerationsArgs {
  /**
   * Client secret of Membership at Dex.
   * @default 1
   */
  dexClient?: number;
  /** Client secrets of `dex.additionalClients`, by client id. */
  dexClients?: { [key: string]: number };
  /**
   * Generated passwords of Dex's local users.
   * @default 1
   */
  dexAdmin?: number;
  /**
   * Key that encrypts the cookies of Dex's sessions.
   * @default 1
   */
  dexSessions?: number;
  /**
   * Client secret of Console at Membership.
   * @default 1
   */
  consoleClient?: number;
  /**
   * Client secret of Portal at Membership.
   * @default 1
   */
  portalClient?: number;
  /** Client secrets of `membership.additionalClients`, by client id. */
  additionalClients?: { [key: string]: number };
  /**
   * Cookie key of Console.
   * @default 1
   */
  consoleCookie?: number;
  /**
   * Cookie key of Portal.
   * @default 1
   */
  portalCookie?: number;
  /**
   * Passwords of the managed database roles.
   * @default 1
   */
  database?: number;
  /**
   * Generated client secrets of seeded stacks.
   * @default 1
   */
  stackClients?: number;
  /**
   * Keys of the self-signed certificates and their authority.
   * @default 1
   */
  selfSigned?: number;
}
