import { isIP } from "node:net";
import { rootCertificates, type ConnectionOptions } from "node:tls";

import { Client, ResultCodeError } from "ldapts";

import { directoryAddress, type DirectoryAddress } from "../../../dex/connectors/types/ldap";
import { certificatesOf, textOf } from "./settings";
import { notDone, type CheckFinding } from "../../finding";
import type { IdentityConnector } from "./connector";
import { explained } from "./faults";

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
      servername: isIP(host) === 0 ? host : undefined,
      // Like Dex, which then trusts this authority alone.
      ca: authority.pem ?? [...rootCertificates, ...trusted],
      cert: certificate.pem,
      key: key.pem,
      rejectUnauthorized: config.insecureSkipVerify !== true,
    },
    unread,
  };
}

/** A look into the directory of a connector. */
export interface LdapVisit {
  readonly connector: IdentityConnector;
  readonly directory: Directory;
  /** Why the password is not known here, in a sentence. */
  readonly sealed?: string | undefined;
}

/** Looks into a directory, unless what it is reached with is not all known. */
export async function inDirectory(
  given: {
    readonly directory: Directory;
    readonly unknown?: string | undefined;
    readonly remedy?: string;
  },
  look: () => Promise<CheckFinding>,
): Promise<CheckFinding> {
  const { directory, remedy } = given;
  const unknown = directory.unread ?? given.unknown;
  if (unknown !== undefined) return notDone(unknown);
  const host = `${directory.host}:${directory.port}`;
  return explained({ host, authority: "rootCA", remedy }, look);
}

/** Logs in as Dex does. */
export async function logIn(connector: IdentityConnector, client: Client): Promise<void> {
  await client.bind(textOf(connector, "bindDN") ?? "", textOf(connector, "bindPW") ?? "");
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
    // Leaving doesn't break off a handshake that hangs; the check's own limit comes before.
    connectTimeout: 10_000,
    tlsOptions: mode === "ldaps" ? tls : undefined,
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
        throw new Error(`${name}:${port} doesn't offer StartTLS: ${error.message}`, {
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
