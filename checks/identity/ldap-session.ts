import { isIP } from "node:net";
import { rootCertificates, type ConnectionOptions } from "node:tls";

import { Client, ResultCodeError } from "ldapts";

import { directoryAddress, type DirectoryAddress } from "../../dex/connectors/types/ldap";
import { certificatesOf } from "./settings";
import type { IdentityConnector } from "./target";

/** How a directory is reached, as Dex does it. */
export interface Directory extends DirectoryAddress {
  readonly tls: ConnectionOptions;
  /** Why what it is reached with is not all known here, in a sentence. */
  readonly unread?: string;
}

/** Reads the settings of an `ldap` connector. */
export function directoryOf(connector: IdentityConnector): Directory {
  const { config } = connector;
  const trusted = connector.trusted === undefined ? [] : [connector.trusted];
  const { host, port, mode } = directoryAddress(config);
  const authority = certificatesOf(connector, "rootCA", "rootCAData");
  const certificate = certificatesOf(connector, "clientCert");
  const key = certificatesOf(connector, "clientKey");
  const unread = authority.unread ?? certificate.unread ?? key.unread;
  return {
    host,
    port,
    mode,
    tls: {
      // The name that the certificate is compared with, also when StartTLS upgrades a connection.
      host,
      ...(isIP(host) === 0 && { servername: host }),
      // Like Dex, which then trusts this authority alone.
      ca: authority.pem ?? [...rootCertificates, ...trusted],
      ...(certificate.pem !== undefined && { cert: certificate.pem }),
      ...(key.pem !== undefined && { key: key.pem }),
      ...(config.insecureSkipVerify === true && { rejectUnauthorized: false }),
    },
    ...(unread !== undefined && { unread }),
  };
}

/** Connects, works, and disconnects, also when the time is up. */
export async function withDirectory<T>(
  { host, port, mode, tls }: Directory,
  signal: AbortSignal,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const name = isIP(host) === 6 ? `[${host}]` : host;
  const client = new Client({
    url: `${mode === "ldaps" ? "ldaps" : "ldap"}://${name}:${port}`,
    // Leaving doesn't break off a handshake that hangs.
    connectTimeout: 5_000,
    ...(mode === "ldaps" && { tlsOptions: tls }),
  });
  const leave = () => {
    client.unbind().catch(() => undefined);
  };
  signal.addEventListener("abort", leave, { once: true });
  try {
    if (mode === "starttls") {
      await client.startTLS(tls).catch((error: unknown) => {
        // Servers refuse it in words that name no StartTLS.
        if (!(error instanceof ResultCodeError)) throw error;
        throw new Error(`${name}:${port} does not offer StartTLS: ${error.message}`, {
          cause: error,
        });
      });
    }
    return await work(client);
  } finally {
    signal.removeEventListener("abort", leave);
    await client.unbind().catch(() => undefined);
  }
}
