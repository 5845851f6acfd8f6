import { errorCode, messageOf } from "../../../messages/errors";
import type { ServerConfig } from "./config";

const ALREADY_THERE =
  "It isn't in this stack's state: another stack created it, or it was kept when this one was destroyed. Remove it, or import it.";

/** What to do about an error, by the server's or the system's code. */
const HINTS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "Nothing listens there: is the server running, and are host and port right?",
  ENOTFOUND: "The host name doesn't resolve: check `host`.",
  ETIMEDOUT: "Check `host` and the network; `connectTimeout` sets how long to wait.",
  "28P01": "Check `username` and `password`.",
  "28000": "The server's pg_hba.conf doesn't let this user in from here.",
  "3D000": "Check `database`.",
  "42501": "The user of the provider lacks the right to do this.",
  "42710": ALREADY_THERE,
  "42P04": ALREADY_THERE,
  "2BP01": "Other objects need it: remove them first.",
  "55006": "Someone is connected to it: close the connections first.",
};

/** An error in words for people: what was done, what happened, what to do; never a password. */
export function explain(
  error: unknown,
  action: string,
  config: ServerConfig,
  secrets: readonly (string | undefined)[],
): Error {
  const cause = firstCause(error);
  const message = messageOf(cause);
  const hint = HINTS[errorCode(cause) ?? ""] ?? hintFor(message);
  const server = `PostgreSQL at ${config.host}:${config.port}`;
  const text = [`Could not ${action} (${server}, user ${config.user}): ${message}.`, hint]
    .filter((part) => part !== "")
    .join(" ");
  return new Error(redact(text, [config.password, ...secrets]));
}

/** Connecting to all addresses of a name fails with one error for each, and no message. */
function firstCause(error: unknown): unknown {
  return error instanceof AggregateError && error.errors.length > 0 ? error.errors[0] : error;
}

function hintFor(message: string): string {
  if (message.includes("does not support SSL")) {
    return 'Set `sslmode` to "disable" for a server without TLS.';
  }
  return message.includes("timeout") ? (HINTS.ETIMEDOUT ?? "") : "";
}

function redact(text: string, secrets: readonly (string | undefined)[]): string {
  return secrets.reduce<string>(
    (result, secret) =>
      secret === undefined || secret === "" ? result : result.replaceAll(secret, "[secret]"),
    text,
  );
}
