import { parsePostgresUrl, postgresUrlProblem, rightUrl, type WrittenUrl } from "./postgres-url";

/** A connection URL on the command line; user and database are empty where it leaves them out. */
export type CommandUrl = Omit<WrittenUrl, "password" | "parameters" | "port"> & {
  readonly port?: number | undefined;
  /** The authority's PEM on this machine. */
  readonly caFile?: string | undefined;
  readonly connectTimeoutSeconds?: number | undefined;
};

/** Stands for what the URL leaves out: the password always, and user or database. */
const STAND_IN = "left-out";

/** Parameters that the commands have a use for. */
const known = ["sslmode", "sslrootcert", "connect_timeout"];

/**
 * Reads a connection URL of the command line by the grammar of the config's, without a password.
 * What is wrong is said in words that continue its name, and never with a part of it.
 */
export function readCommandUrl(text: string): CommandUrl | { readonly problem: string } {
  const { url, caFile } = withoutCaFile(completed(text));
  const problem = postgresUrlProblem(url)?.replace(
    rightUrl,
    "Write it like postgresql://user@host:5432/database?sslmode=verify-full.",
  );
  if (problem !== undefined) return { problem };
  const { user, database, password: _, parameters, port, ...server } = parsePostgresUrl(url);
  const others = Object.keys(parameters).filter((name) => !known.includes(name));
  if (others.length > 0) {
    return {
      problem: `has ${others.length === 1 ? "the parameter" : "the parameters"} ${others.join(", ")}, which the commands don't support. They support ${known.join(", ")}. Remove the others.`,
    };
  }
  const { connect_timeout: timeout } = parameters;
  return {
    ...server,
    port: /^[^/]*\/\/[^/?]*:\d+(?=[/?]|$)/.test(text) ? port : undefined,
    user: user === STAND_IN ? "" : user,
    database: database === STAND_IN ? "" : database,
    caFile,
    connectTimeoutSeconds: timeout === undefined ? undefined : Number(timeout),
  };
}

/** Whether the login of a URL, or of what was meant as one, has a password. */
export function hasPassword(text: string): boolean {
  return /^[^:/?#]*:\/\/[^/?#@]*:[^/?#]+@/s.test(text) || /[?&]password=/.test(text);
}

/** The URL with something in the place of what it leaves out. */
function completed(text: string): string {
  const [, scheme, authority = "", path = "", query = ""] =
    /^(postgres(?:ql)?:\/\/)([^/?#]*)(\/?[^?#]*)(.*)$/s.exec(text) ?? [];
  if (scheme === undefined) return text;
  const at = authority.lastIndexOf("@");
  const user = authority.slice(0, Math.max(at, 0)).replace(/:$/, "") || STAND_IN;
  const name = /^\/?$/.test(path) ? `/${STAND_IN}` : path;
  return `${scheme}${user}:${STAND_IN}@${authority.slice(at + 1)}${name}${query}`;
}

/** The authority's file is one of this machine, so that its path may be relative. */
function withoutCaFile(url: string): { readonly url: string; readonly caFile?: string } {
  const [address = "", query] = url.split("?", 2);
  const pairs = query?.split("&") ?? [];
  const [pair, second] = pairs.filter((each) => each.startsWith("sslrootcert="));
  const value = pair?.slice("sslrootcert=".length) ?? "";
  if (pair === undefined || second !== undefined || !/^[\w./-]+$/.test(value)) return { url };
  const others = pairs.filter((each) => each !== pair).join("&");
  return { url: others === "" ? address : `${address}?${others}`, caFile: value };
}
