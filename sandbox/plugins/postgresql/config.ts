import { readFileSync } from "node:fs";
import type { ClientConfig } from "pg";
import type { CheckFailure } from "../protocol/stand-in";
import { type Properties, type Value, isUnknown } from "../protocol/values";

/** How to reach the server. */
export interface ServerConfig {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password?: string;
  /** The database of what belongs to no other. */
  readonly database: string;
  readonly ssl: ClientConfig["ssl"];
  readonly connectTimeoutSeconds: number;
}

const SSL_MODES = ["disable", "require", "verify-ca", "verify-full"];

/** Ways to sign in that only the official provider knows. */
const UNSUPPORTED = ["awsRdsIamAuth", "azureIdentityAuth", "clientcert"];

/** Reads the configuration as the engine sends it: everything but text is JSON in a string. */
export function parseConfig(config: Properties): ServerConfig {
  return {
    host: text(config.host) ?? "localhost",
    port: number(config.port) ?? 5432,
    user: text(config.username) ?? "postgres",
    password: text(config.password),
    database: text(config.database) ?? "postgres",
    ssl: sslOf(sslMode(config), text(config.sslrootcert)),
    connectTimeoutSeconds: number(config.connectTimeout) ?? 180,
  };
}

/** What the configuration asks for and this stand-in can't do. */
export function checkConfig(config: Properties): CheckFailure[] {
  const mode = sslMode(config);
  return [
    ...UNSUPPORTED.filter((key) => !["", "false", "null"].includes(text(config[key]) ?? "")).map(
      (property) => ({ property, reason: "needs the official postgresql provider" }),
    ),
    ...(SSL_MODES.includes(mode) || isUnknown(config.sslmode)
      ? []
      : [{ property: "sslmode", reason: `is ${mode}; it can be ${SSL_MODES.join(", ")}` }]),
  ];
}

/** TLS is the default, as in the official provider. */
function sslMode(config: Properties): string {
  return text(config.sslmode) ?? text(config.sslMode) ?? "require";
}

function sslOf(mode: string, rootCertificate: string | undefined): ClientConfig["ssl"] {
  if (mode === "disable") return false;
  if (mode === "require") return { rejectUnauthorized: false };
  const ca = rootCertificate === undefined ? undefined : readFileSync(rootCertificate, "utf8");
  return mode === "verify-ca" ? { ca, checkServerIdentity: () => undefined } : { ca };
}

function text(value: Value | undefined): string | undefined {
  if (value === undefined || value === "" || isUnknown(value)) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}

function number(value: Value | undefined): number | undefined {
  const result = Number(text(value) ?? Number.NaN);
  return Number.isFinite(result) ? result : undefined;
}
