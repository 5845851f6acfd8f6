import { probeHttp, type ProbeAnswer, type ProbeOptions } from "./http-probe";

/** Go's client gives up at the tenth redirect. */
const LIMIT = 10;

const REDIRECTS = [301, 302, 303, 307, 308];

/**
 * Gets an address, and follows redirects as Go's HTTP client does, which Dex and Membership ask
 * their providers with. A redirect that leads nowhere is an answer like any other.
 *
 * @throws Error at the tenth redirect, or when one leads to what is no web address
 */
export async function followRedirects(
  url: URL,
  options: Omit<ProbeOptions, "method" | "body">,
): Promise<ProbeAnswer> {
  let current = url;
  for (let redirects = 1; ; redirects++) {
    const answer = await probeHttp(current, options);
    const { location } = answer.headers;
    if (!REDIRECTS.includes(answer.status) || !location) return answer;
    if (redirects === LIMIT) {
      throw new Error(`${url.href} redirects ${LIMIT} times, the last time to ${location}.`);
    }
    current = target(location, current);
  }
}

function target(location: string, from: URL): URL {
  const found = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  if (found?.protocol === "https:" || found?.protocol === "http:") return found;
  throw new Error(`${from.href} redirects to ${location}, which isn't a web address.`);
}
