import type { PlainMap } from "../../dex/merge";
import type { LoginAddress } from "../../workspace/login-addresses";

/** A way to log in. */
export interface LoginConnector {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  /** Where it is set, such as `dex.connectors[0] in Pulumi.dev.yaml`; its line would change too often. */
  readonly setting?: string;
}

/** Everything that the process of the login is started with. It holds secrets. */
export interface LoginSettings {
  readonly stack: string;
  /** The entry's port on 127.0.0.1. */
  readonly port: number;
  readonly addresses: readonly LoginAddress[];
  /** PEM. */
  readonly certificates: readonly { readonly certificate: string; readonly key: string }[];
  /** What a browser has to trust, PEM. */
  readonly authority: string;
  readonly dex: {
    readonly config: PlainMap & { readonly issuer: string };
    readonly env: Readonly<Record<string, string>>;
    /** Contents of the files that the configuration names, by their names in its folder. */
    readonly files: Readonly<Record<string, string>>;
    readonly args: readonly string[];
  };
  readonly connectors: readonly LoginConnector[];
  /** Clients that can use the device flow. */
  readonly publicClients: readonly string[];
  /** Membership's client at Dex. */
  readonly client: {
    readonly id: string;
    readonly secret: string;
    readonly scope: string;
    readonly redirectUri: string;
  };
  /** Membership's database, as its administrator. */
  readonly database: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly password: string;
  };
  readonly firstLogin?: { readonly email: string; readonly passwordCommand: string };
  /** The redirect URI that an identity provider has to know, on a cluster. */
  readonly connectorRedirectUri?: string;
  readonly fctlLogin?: string;
  /** What differs from the deployed Dex, besides addresses. */
  readonly differences: readonly string[];
}

/** How the login is; kept in its folder by the process that serves it. */
export interface LoginStatus {
  readonly pid: number;
  /** Digest of the settings and of the program that it was started with. */
  readonly digest: string;
  /** Whether the entry listens, and Dex answers or has failed. */
  readonly ready: boolean;
  /** Why there is no entry. */
  readonly failure?: string;
  /** Why there is no Dex behind it. */
  readonly dexFailure?: string;
  /** Why Dex could not open a connector, by its id. */
  readonly connectorFailures: Readonly<Record<string, string>>;
}
