import {
  dexDocument,
  type DexConnector,
  type DexStorage,
  type DexUser,
} from "../../../dex/document";
import { startDex, type Dex } from "../../../sandbox/servers/dex";
import { CLIENT } from "../support/login";

/** A Dex on loopback that the client of the tests knows. */
export interface TestDexOptions {
  readonly port: number;
  readonly users?: readonly DexUser[];
  readonly connectors?: readonly DexConnector[];
  /** @default that of the client of the tests */
  readonly redirectUri?: string;
  /** @default in memory */
  readonly storage?: DexStorage;
  /** Environment besides that of the pods. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The issuer of a Dex at a port. */
export function issuerAt(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** Starts a Dex on the project's own document. */
export function startTestDex(options: TestDexOptions): Promise<Dex> {
  const { port, users = [], connectors = [], redirectUri, storage, env } = options;
  const issuer = issuerAt(port);
  const document = dexDocument({
    issuer,
    storage: storage ?? { type: "memory" },
    clients: [
      {
        id: CLIENT.id,
        name: "Membership",
        secret: CLIENT.secret,
        redirectURIs: [redirectUri ?? CLIENT.redirectUri],
      },
    ],
    users,
    connectors,
    oauth2: { skipApprovalScreen: true },
  });
  return startDex({
    port,
    document: { ...document, issuer },
    env: { DEX_CONTINUE_ON_CONNECTOR_FAILURE: "true", DEX_EXPAND_ENV: "false", ...env },
  });
}
