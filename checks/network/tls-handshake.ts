import type { X509Certificate } from "node:crypto";
import type { LookupFunction } from "node:net";
import { isIP } from "node:net";
import { connect, rootCertificates } from "node:tls";

/** What a server showed in a handshake that was not broken off for a wrong certificate. */
export interface Handshake {
  readonly certificate: X509Certificate;
  /** OpenSSL's name of what is wrong with the chain, such as `CERT_HAS_EXPIRED`. */
  readonly chainFault: string | undefined;
  /** Whether the certificate is made for the host. */
  readonly namesHost: boolean;
  /** `TLSv1.3`, ... */
  readonly protocol: string;
}

/** What a handshake needs. */
export interface HandshakeOptions {
  readonly host: string;
  readonly port: number;
  readonly signal: AbortSignal;
  /** Trusted besides the system's authorities, PEM. */
  readonly ca?: string;
  readonly lookup?: LookupFunction;
}

/** Shakes hands with a server, whatever its certificate. Nothing is sent to it. */
export function shakeHands(options: HandshakeOptions): Promise<Handshake> {
  const { host, port, signal, ca, lookup } = options;
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port,
      rejectUnauthorized: false,
      servername: isIP(host) === 0 ? host : undefined,
      ca: ca === undefined ? undefined : [...rootCertificates, ca],
      lookup,
    });
    const abort = () => socket.destroy(new Error("The handshake was aborted."));
    signal.addEventListener("abort", abort, { once: true });
    socket.once("error", reject);
    socket.once("secureConnect", () => {
      signal.removeEventListener("abort", abort);
      const certificate = socket.getPeerX509Certificate();
      const fault = codeOf(socket.authorizationError);
      // Node reports the name's fault here too, when the chain is right.
      const chainFault = fault === "ERR_TLS_CERT_ALTNAME_INVALID" ? undefined : fault;
      const protocol = socket.getProtocol() ?? "TLS";
      socket.destroy();
      if (certificate === undefined) {
        reject(new Error("The server sent no certificate."));
        return;
      }
      const named = isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host);
      resolve({
        certificate,
        protocol,
        namesHost: named !== undefined,
        chainFault,
      });
    });
  });
}

/** Node types it as an error; it is the code's text. */
function codeOf(error: unknown): string | undefined {
  if (error === null || error === undefined) return undefined;
  if (typeof error === "string") return error;
  return error instanceof Error
    ? ((error as NodeJS.ErrnoException).code ?? error.message)
    : undefined;
}
