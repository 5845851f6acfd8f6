import { isPort, NO_ADDRESS, PORT_PROBLEM, serverHostProblem } from "./host-name";
import { hasZone, ipVersion, ZONE_PROBLEM } from "./ip-address";
import { tlsModes, type TlsMode } from "./tls-mode";
import { pairProblem, parameterProblem } from "./postgres-parameters";
import { codesProblem, ENCODING, urlSections } from "./url-grammar";

/** The parts of a connection URL, in clear. */
export interface PostgresUrlParts {
  /** An IPv6 address stands without brackets. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password?: string | undefined;
  readonly tlsMode: string;
  /** Path of the authority's PEM as the client sees it. */
  readonly caFile?: string | undefined;
  /** Further parameters. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
}

/** A connection URL that somebody wrote, decoded. */
export interface WrittenUrl {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  /** Absent where the URL says nothing. */
  readonly tlsMode?: TlsMode | undefined;
  readonly parameters: Readonly<Record<string, string>>;
}

/** How a URL is written. */
export const rightUrl =
  "Write it like postgresql://user:password@host:5432/database?sslmode=verify-full.";

/** What RFC 3986 lets stand in clear, and pgx, lib/pq and Node's pg read alike. */
const clear = {
  login: /^[\w.~!$&'()*+,;=:-]*$/,
  database: /^[\w.~!$&'()*+,;=:@-]*$/,
  parameters: /^[\w.~!$'()*,:@/?&=-]*$/,
};

interface Sections {
  readonly login: string;
  readonly server: string;
  readonly path: string;
  readonly query: string;
}

/** The sections of the URL, or what is wrong with it as a whole. */
function sectionsOf(text: string): Sections | string {
  if (text !== text.trim()) return `begins or ends with whitespace. Remove it. ${rightUrl}`;
  const scheme = /^postgres(ql)?:\/\//.exec(text)?.[0];
  if (scheme === undefined) return `doesn't begin with postgresql://. ${rightUrl}`;
  const { login, server, path, query = "", fragment } = urlSections(text.slice(scheme.length));
  if (login === undefined) {
    return `${path}${query}${fragment ?? ""}`.includes("@")
      ? `has no login before its host, or an unencoded /, ? or # in it. ${ENCODING} ${rightUrl}`
      : `has no user. ${rightUrl}`;
  }
  if (fragment !== undefined) return `has an unencoded #. ${ENCODING}`;
  return { login, server, path, query };
}

function loginProblem({ login, query }: Sections): string | undefined {
  const problem = codesProblem(login, clear.login, "user or password");
  if (problem !== undefined) return problem;
  const [user, password = ""] = splitOnce(login, ":");
  if (user === "") return `has no user. ${rightUrl}`;
  // A client's certificate can stand for the password.
  if (password === "" && !/(^|&)sslcert=./.test(query)) return `has no password. ${rightUrl}`;
  return undefined;
}

function splitOnce(text: string, mark: string): [string, string | undefined] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + mark.length)];
}

interface Server {
  readonly host: string;
  readonly port?: string | undefined;
}

/** Host and port, or what is wrong with them. */
function serverOf({ server: text, path, query }: Sections): Server | string {
  if (text.includes(",")) {
    return "names several hosts, which not every client supports. Write the one that leads to the primary.";
  }
  if (/^%2f/i.test(text)) {
    return "names a socket, but the pods reach the server over TCP. Write its host name.";
  }
  if (hasZone(text)) return ZONE_PROBLEM;
  const [, bracketed, name = "", colon, port = ""] =
    /^(?:\[([^\]]*)\]|([^:]*))(?:(:)(.*))?$/s.exec(text) ?? [];
  if (bracketed === undefined && /:.*:/.test(text)) {
    return "has an IPv6 address that isn't in brackets, or two ports. Write it like postgresql://user:password@[2001:db8::1]:5432/database.";
  }
  if (bracketed === undefined && name === "") return `has no host. ${rightUrl}`;
  if (bracketed === undefined) {
    // Behind a password with an @ and a / in clear, this is a part of it.
    if (/[^\x20-\x7e]/.test(name) && `${path}${query}`.includes("@")) {
      return `has letters beyond ASCII in its host, or an unencoded /, ? or # in its login. ${ENCODING}`;
    }
    const problem = serverHostProblem(name.toLowerCase());
    if (problem !== undefined) return `has a host that ${problem}`;
  } else if (ipVersion(bracketed) !== 6) {
    return NO_ADDRESS;
  }
  if (colon !== undefined && !isPort(port)) return `${PORT_PROBLEM} ${rightUrl}`;
  if (bracketed !== undefined && colon === undefined) {
    return "has an IPv6 address without a port, which lib/pq misreads. Write the port, such as [2001:db8::1]:5432.";
  }
  return { host: bracketed ?? name, ...(port === "" ? {} : { port }) };
}

function databaseProblem({ path }: Sections): string | undefined {
  const name = path.slice(1);
  if (name === "") return `names no database. ${rightUrl}`;
  if (/[&;]\w+=/.test(name)) {
    return `has a parameter in its database's name. Write ? before the first one, and & before others. ${rightUrl}`;
  }
  const problem = codesProblem(name.replaceAll("/", ""), clear.database, "database");
  if (problem !== undefined) return problem;
  // Node's pg leaves these codes as they are.
  if (name.includes("/") || /%(2[346bcf]|3[abdf]|40)/i.test(name)) {
    return "has a /, ? or # in its database's name, or one of : @ & = + $ , ; as a percent code, which clients read differently. Write the latter unencoded, and choose a name without the former.";
  }
  return /^\.\.?$/.test(decodeURIComponent(name))
    ? "names a database that means a folder in a URL. Choose another database name."
    : undefined;
}

function queryProblem({ query }: Sections): string | undefined {
  if (query === "") return undefined;
  const problem = codesProblem(query, clear.parameters, "parameters");
  if (problem !== undefined) return problem;
  const pairs = query.split("&").map((pair) => splitOnce(pair, "="));
  if (pairs.some(([name, value]) => name === "" || value === undefined || value === "")) {
    return `has a parameter without a name or a value. ${rightUrl}`;
  }
  const seen = new Set<string>();
  for (const [code, value = ""] of pairs) {
    const name = decodeURIComponent(code);
    if (seen.has(name)) return `has the parameter ${name} twice. Keep one of them.`;
    seen.add(name);
    const wrong =
      name === "sslmode" ? modeProblem(value) : parameterProblem(name, decodeURIComponent(value));
    if (wrong !== undefined) return `has the parameter ${name}, which ${wrong}`;
  }
  const lone = pairProblem([...seen]);
  return lone && `has the parameter ${lone.name}, which ${lone.message}`;
}

function modeProblem(mode: string): string | undefined {
  if (tlsModes.some((each) => each === mode)) return undefined;
  return `must be one of: ${tlsModes.join(", ")}. Other modes fall back to plain text, or are unknown to a client.`;
}

/**
 * What is wrong with a connection URL, in words that continue its path; never a part of it but the
 * names of parameters. Right is what pgx, lib/pq and Node's pg all take and read alike.
 */
export function postgresUrlProblem(text: string): string | undefined {
  const sections = sectionsOf(text);
  if (typeof sections === "string") return sections;
  const server = serverOf(sections);
  return (
    loginProblem(sections) ??
    (typeof server === "string" ? server : undefined) ??
    databaseProblem(sections) ??
    queryProblem(sections)
  );
}

/** The parts of a connection URL, decoded. Throws what {@link postgresUrlProblem} says. */
export function parsePostgresUrl(text: string): WrittenUrl {
  const problem = postgresUrlProblem(text);
  const sections = sectionsOf(text);
  const server = typeof sections === "string" ? sections : serverOf(sections);
  if (problem !== undefined || typeof sections === "string" || typeof server === "string") {
    throw new Error(`The connection URL ${problem ?? "is wrong."}`);
  }
  const [user, password = ""] = splitOnce(sections.login, ":");
  const { sslmode, ...parameters } = Object.fromEntries(new URLSearchParams(sections.query));
  return {
    host: server.host,
    port: Number(server.port ?? 5432),
    database: decodeURIComponent(sections.path.slice(1)),
    user: decodeURIComponent(user),
    password: decodeURIComponent(password),
    tlsMode: tlsModes.find((mode) => mode === sslmode),
    parameters,
  };
}

/** A connection URL in which any user, password and database name survive. */
export function postgresUrl(parts: PostgresUrlParts): string {
  const { user, password, database } = parts;
  const login = [user, ...(password === undefined ? [] : [password])].map(encodeURIComponent);
  const host = parts.host.includes(":") ? `[${parts.host}]` : parts.host;
  const url = `postgresql://${login.join(":")}@${host}:${parts.port}/${encodeDatabase(database)}`;
  return withParameters(url, {
    sslmode: parts.tlsMode,
    sslrootcert: parts.caFile,
    ...parts.parameters,
  });
}

/** Node's pg decodes a name as `encodeURI` encodes it, which leaves some characters in clear. */
function encodeDatabase(name: string): string {
  return encodeURI(name).replace(/[/?#]/g, encodeURIComponent);
}

/** The URL with the parameters that it lacks; a blank is %20, because pgx takes + for a plus. */
export function withParameters(
  url: string,
  parameters: Readonly<Record<string, string | undefined>>,
): string {
  const [address, query = ""] = splitOnce(url, "?");
  const given = new URLSearchParams(query);
  const added = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined || given.has(name)
      ? []
      : [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`],
  );
  const all = [...(query === "" ? [] : [query]), ...added];
  return all.length === 0 ? address : `${address}?${all.join("&")}`;
}
