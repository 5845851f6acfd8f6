import { hostWithPortProblem, PORT_PROBLEM, unseenProblem } from "./host-name";
import { ipVersion } from "./ip-address";
import { codesProblem, urlSections, type UrlSections } from "./url-grammar";

/** What a URL may have behind its path, by what it is for. */
export interface UrlUse {
  /** How such a URL is written. */
  readonly right: string;
  /** Why it can't have a query or a fragment; absent where it may. */
  readonly noQuery?: string;
  readonly noFragment?: string;
}

const right = "Write it like https://api.example.com.";
const noFragment = "which is not sent to the server. Remove it.";
const noQuery = "which would be lost when a path is added. Remove it.";

/** Uses of web addresses. */
export const urlUses = {
  /** A page or an endpoint, as a whole. */
  page: { right },
  endpoint: { right, noFragment },
  /** What paths are added to. */
  base: { right, noQuery, noFragment },
  redirect: {
    right: "Write it like https://app.example.com/callback.",
    noFragment: "which a redirect URI can't have. Remove it.",
  },
  issuer: {
    right: "Write it like https://id.example.com.",
    noQuery: "which an issuer can't have. Copy it from the provider's discovery document.",
    noFragment: "which an issuer can't have. Copy it from the provider's discovery document.",
  },
} as const satisfies Readonly<Record<string, UrlUse>>;

/** What RFC 3986 lets stand in clear in each part. */
const clear = {
  path: /^[\w.~!$&'()*+,;=:@/-]*$/,
  query: /^[\w.~!$&'()*+,;=:@/?-]*$/,
};

const advice = "Percent-encode it, such as %20 for a space, %5C for \\ and %7C for |.";

/**
 * What is wrong with the URL of a web address, in words that continue its path; never a part of it
 * but its right form. Right is what Go's net/url, Node and browsers all take and read alike.
 */
export function webUrlProblem(text: string, use: UrlUse = urlUses.page): string | undefined {
  return spaceProblem(text) ?? schemeProblem(text, use.right) ?? partsProblem(text, use);
}

/** What is wrong with white space in a URL, and with what can't be seen. */
export function spaceProblem(text: string): string | undefined {
  if (text === "") return "is empty. Give it a value, or leave the key out.";
  if (text !== text.trim()) return "begins or ends with whitespace. Remove it.";
  const [host = ""] = /^[^/]*\/\/[^/?#]*/.exec(text) ?? [text];
  if (text.includes(" ") && !host.includes(" "))
    return "has a space. Write it as %20, or remove it.";
  return unseenProblem(text);
}

function schemeProblem(text: string, right: string): string | undefined {
  if (/^https?:\/\/(?![/\\])/.test(text)) return undefined;
  const [, scheme] = /^([a-z][a-z0-9+.-]*):(?!\d)/i.exec(text) ?? [];
  if (scheme === undefined) return `is not a URL. ${right}`;
  if (!/^https?$/i.test(scheme)) return `is neither an https nor an http URL. ${right}`;
  if (scheme !== scheme.toLowerCase()) {
    return `has its scheme in capital letters. Write it as ${scheme.toLowerCase()}.`;
  }
  return `doesn't begin with ${scheme}:// and a host. ${right}`;
}

function partsProblem(text: string, use: UrlUse): string | undefined {
  const [, scheme = "", rest = ""] = /^(\w+:\/\/)(.*)$/s.exec(text) ?? [];
  const { login, server, path, query, fragment } = urlSections(rest);
  if (login !== undefined) return `holds credentials. ${use.right}`;
  const after = rest.slice(server.length);
  return (
    serverProblem(server, use.right, (ascii) => scheme + ascii + after) ??
    pathProblem(path) ??
    laterProblem({ query, fragment }, use)
  );
}

/** What is wrong with host and port of a URL, whose right form `context` makes of the host's. */
export function serverProblem(
  server: string,
  right: string,
  context: (ascii: string) => string,
): string | undefined {
  if (server === "" || /^:\d*$/.test(server)) return `has no host. ${right}`;
  if (server.includes("*")) return "has a * in its host. Write each host in full.";
  const isBare = !/[[\]]/.test(server);
  if (isBare && ipVersion(server) === 0 && /:.*:/.test(server)) return PORT_PROBLEM;
  if (!isBare && !/^\[[^[\]]*\](:|$)/.test(server)) {
    return "has a bracket that isn't part of an IPv6 address. Write such an address like [2001:db8::1]:443.";
  }
  // DNS, Go and Node take capital letters and underscores.
  const name = server.toLowerCase().replaceAll("_", "a");
  const problem = hostWithPortProblem(name, context);
  return problem === undefined || problem.startsWith("has ")
    ? problem
    : `has a host that ${problem}`;
}

/** What is wrong with the path of a URL. */
export function pathProblem(path: string): string | undefined {
  const problem = codesProblem(path, clear.path, "path", advice);
  if (problem !== undefined) return problem;
  return path.split("/").some((step) => /^(\.|%2e){1,2}$/i.test(step))
    ? "has . or .. as a segment of its path, which clients resolve differently. Write the path that you mean."
    : undefined;
}

function laterProblem(
  { query, fragment }: Pick<UrlSections, "query" | "fragment">,
  { noQuery, noFragment }: UrlUse,
): string | undefined {
  if (query !== undefined && noQuery !== undefined) return `has a query, ${noQuery}`;
  if (fragment !== undefined && noFragment !== undefined) return `has a fragment, ${noFragment}`;
  return (
    codesProblem(query ?? "", clear.query, "query", advice) ??
    codesProblem(fragment ?? "", clear.query, "fragment", advice)
  );
}
