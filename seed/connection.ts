import type { ClientConfig } from "pg";
import type { ConnectionOptions } from "node:tls";
import { ForwardedStream } from "./backends/forwarded-stream";
import type { ForwardTarget } from "./backends/forward-target";
import type { TlsMode } from "../facts/tls-mode";
import { errorCode } from "../messages/errors";
import { SeedError } from "./errors";

/** How to reach a database. */
export interface SeedConnection {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  /** Default: verify-full. */
  readonly tlsMode?: TlsMode | undefined;
  /** PEM of the authority. Default: the authorities that Node trusts. */
  readonly tlsCa?: string | undefined;
  /** How long the connection may take to be made. Default: 15. */
  readonly connectTimeoutSeconds?: number | undefined;
  /**
   * The way to a database inside a cluster. `host` stays the name that the pods use: it names the
   * database, and the certificate is verified for it. Default: `host` is connected to.
   */
  readonly portForward?: ForwardTarget | undefined;
}

/** How long a connection may take to be made, in seconds, unless it is said. */
const defaultConnectTimeout = 15;

/** The settings of pg's client. */
export function clientConfig(connection: SeedConnection): ClientConfig {
  const { portForward } = connection;
  return {
    host: connection.host,
    port: connection.port,
    database: connection.database,
    user: connection.user,
    password: connection.password,
    ssl: tlsOptions(connection),
    connectionTimeoutMillis: connectTimeout(connection) * 1000,
    application_name: "formance-control-plane seed",
    keepAlive: true,
    ...(portForward === undefined ? {} : { stream: () => new ForwardedStream(portForward) }),
  };
}

function connectTimeout({ connectTimeoutSeconds }: SeedConnection): number {
  return connectTimeoutSeconds ?? defaultConnectTimeout;
}

function tlsOptions({ tlsMode = "verify-full", tlsCa }: SeedConnection): ConnectionOptions | false {
  const ca = tlsCa === undefined || tlsCa === "" ? {} : { ca: tlsCa };
  switch (tlsMode) {
    case "disable":
      return false;
    case "require":
      // As for the services' drivers: an authority is verified where there is one.
      return "ca" in ca ? verifyAuthority(ca) : { rejectUnauthorized: false };
    case "verify-ca":
      return verifyAuthority(ca);
    case "verify-full":
      return { ...ca, rejectUnauthorized: true };
  }
}

const verifyAuthority = (ca: { ca?: string }): ConnectionOptions => ({
  ...ca,
  rejectUnauthorized: true,
  checkServerIdentity: () => undefined,
});

/**
 * An error of the connection attempt, in words for people; the password is never among them.
 * `again`: the server was there a moment ago, so a refusal may be a restart.
 */
export function connectionError(
  error: unknown,
  connection: SeedConnection,
  again = false,
): SeedError {
  if (error instanceof SeedError) return error;
  const code = errorCode(error);
  const { host, port, database, user } = connection;
  const place = `${host}:${port}`;
  const fail = (message: string, retriable = false): SeedError =>
    new SeedError(message, { retriable, cause: error });
  switch (code) {
    case "28P01":
    case "28000":
      return fail(
        `The database at ${place} refused the login of role ${user}: check the user, its password and the server's pg_hba.conf.`,
      );
    case "3D000":
      return fail(
        `The server at ${place} has no database ${JSON.stringify(database)}: create it, or correct the connection.`,
      );
    case "53300":
      return fail(`The server at ${place} has no free connections: try again later.`, true);
    case "57P03":
      return fail(`The server at ${place} is starting up or shutting down.`, true);
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return fail(
        `The database's host ${JSON.stringify(host)} wasn't found in DNS: check the name, and whether it can be resolved from this machine.`,
        code === "EAI_AGAIN",
      );
  }
  const message = error instanceof Error ? error.message : "";
  if (/server does not support SSL/i.test(message)) {
    return fail(
      `The server at ${place} doesn't support TLS: turn it on at the server, or set tlsMode to disable on a network that you trust.`,
    );
  }
  if (code !== undefined && /CERT|SELF_SIGNED|ISSUER|VERIFY|^ERR_TLS|^ERR_SSL/.test(code)) {
    const remedy =
      code === "CERT_HAS_EXPIRED"
        ? "renew the server's certificate"
        : "give its authority's PEM as tlsCa, and use the host name that the certificate is for";
    return fail(`The TLS certificate of ${place} was refused (${code}): ${remedy}.`);
  }
  if (/timeout/i.test(message) || code === "ETIMEDOUT") {
    return fail(
      `The database at ${place} didn't answer within ${connectTimeout(connection)} seconds: check host, port and firewall, and whether the server is reachable from this machine.`,
    );
  }
  return fail(
    `The database at ${place} can't be reached${code === undefined ? "" : ` (${code})`}: check host, port and firewall, and whether the server runs and is reachable from this machine.`,
    again,
  );
}
