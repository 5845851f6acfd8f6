import { hasZone, ZONE_PROBLEM } from "./ip-address";
import { codesProblem, ENCODING, urlSections } from "./url-grammar";
import { serverProblem, spaceProblem } from "./web-url";

const right = "Write it like nats://nats.nats.svc:4222; separate several with commas.";

const login = /^[\w.~!$&'()*+;=:-]*$/;

/**
 * What is wrong with the URL of a NATS server, or with several that have commas between, in words
 * that continue its path; never a part of it but the right form of its host.
 */
export function natsUrlProblem(text: string): string | undefined {
  if (text === "") return spaceProblem(text);
  for (const url of text.split(",")) {
    // Clients remove the blanks of a list.
    const problem = serverUrlProblem(text.includes(",") ? url.replace(/^ +| +$/g, "") : url);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function serverUrlProblem(text: string): string | undefined {
  const [, scheme, rest = ""] = /^((?:nats|tls|wss?):\/\/)(.*)$/s.exec(text) ?? [];
  if (scheme === undefined) return `is not a NATS URL. ${right}`;
  const { login: written = "", server, path, query, fragment } = urlSections(rest);
  if (`${path}${query ?? ""}${fragment ?? ""}`.includes("@")) {
    return `has an unencoded /, ? or # in its login. ${ENCODING}`;
  }
  const problem = codesProblem(written, login, "user or password") ?? spaceProblem(text);
  if (problem !== undefined) return problem;
  if (/^:|^$/.test(written) && rest.includes("@")) return `has no user before its @. ${right}`;
  if (hasZone(server)) return ZONE_PROBLEM;
  const after = [path, query, fragment].some((part) => part !== undefined && part !== "");
  return (
    serverProblem(server, right, (ascii) => scheme + ascii) ??
    (after ? `has more than a host and a port. ${right}` : undefined)
  );
}
