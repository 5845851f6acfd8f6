import { messageOf } from "../../messages/errors";
import type http from "node:http";

import { troubles } from "./dex-log";
import { joiningsOf } from "./joining";
import { emailOf, loginPage } from "./page";
import type { RelyingParty } from "./relying-party";
import type { LoginSettings, LoginStatus } from "./settings";

const COOKIE = "sandbox-session";
const SESSION_PATH = "/session";
const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
  "referrer-policy": "no-referrer",
};

/** What the page tells of Dex, at the moment that it is asked. */
export interface DexView {
  readonly status: () => Pick<LoginStatus, "dexFailure" | "connectorFailures">;
  readonly log: () => string;
}

/** Answers on the hosts of Membership, Console and Portal. */
export function answerPages(settings: LoginSettings, party: RelyingParty, dex: DexView) {
  const callback = new URL(settings.client.redirectUri).pathname;

  const show = async (
    response: http.ServerResponse,
    { session, error, status = 200 }: { session?: string; error?: string; status?: number },
  ) => {
    const claims = party.session(session)?.claims;
    const page = loginPage({
      settings,
      status: dex.status(),
      troubles: troubles(dex.log()),
      error,
      ...(claims && {
        person: { claims, ...(await joiningsOf(emailOf(claims), settings.database)) },
      }),
    });
    response.writeHead(status, HEADERS).end(page);
  };

  return async (request: http.IncomingMessage, response: http.ServerResponse, url: URL) => {
    const session = cookieOf(request);
    if (url.pathname === "/login") {
      try {
        const connector = url.searchParams.get("connector") ?? undefined;
        redirect(response, (await party.begin(url.origin, connector)).href);
      } catch (error) {
        await show(response, { error: `Dex can't be reached: ${reasonOf(error)}`, status: 502 });
      }
    } else if (url.pathname === callback) {
      try {
        const { origin, ticket } = await party.finish(url);
        redirect(response, `${origin}${SESSION_PATH}?ticket=${ticket}`);
      } catch (error) {
        await show(response, { error: `The login failed: ${reasonOf(error)}`, status: 400 });
      }
    } else if (url.pathname === SESSION_PATH) {
      const id = party.redeem(url.searchParams.get("ticket") ?? "");
      if (id !== undefined) setCookie(response, id);
      redirect(response, "/");
    } else if (url.pathname === "/logout" && request.method === "POST") {
      party.end(session);
      setCookie(response, "");
      redirect(response, "/");
    } else if (url.pathname === "/") {
      await show(response, { session });
    } else {
      const error = `Nothing runs at ${url.pathname}: the sandbox has only the login.`;
      await show(response, { session, error, status: 404 });
    }
  };
}

/** What Dex answered, in its own words where it gave some. */
function reasonOf(error: unknown): string {
  if (typeof error === "object" && error !== null && "error_description" in error) {
    const { error_description: description } = error;
    if (typeof description === "string" && description !== "") return description;
  }
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : undefined;
  return cause === undefined ? messageOf(error) : `${messageOf(error)}: ${cause.message}`;
}

function redirect(response: http.ServerResponse, location: string): void {
  response.writeHead(303, { location, "cache-control": "no-store" }).end();
}

function cookieOf(request: http.IncomingMessage): string | undefined {
  const pairs = (request.headers.cookie ?? "").split(/; */).map((pair) => pair.split("="));
  return pairs.find(([name]) => name === COOKIE)?.[1];
}

function setCookie(response: http.ServerResponse, value: string): void {
  const age = value === "" ? "; Max-Age=0" : "";
  response.setHeader(
    "set-cookie",
    `${COOKIE}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax${age}`,
  );
}
