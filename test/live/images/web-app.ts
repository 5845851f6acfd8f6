import type http from "node:http";
import { withDatabase } from "./database";
import { fail, requireVariables, variable } from "./environment";
import { seal, unseal } from "./cookies";
import { listen } from "./listen";

/**
 * Stands for the images of Console and Portal, which pnpm starts: a page for those who have logged
 * in at Membership by the authorization-code flow.
 */
async function main(args: readonly string[]): Promise<void> {
  const line = args.join(" ");
  if (line === "run db:migrate") {
    requireVariables(["POSTGRES_URI"]);
    await withDatabase((client) =>
      client.query("create table if not exists app_migrations (id integer primary key)"),
    );
    console.log("migrated");
  } else if (line === "run start:prod") {
    requireVariables(SERVER);
    await withDatabase((client) => client.query("select 1 from app_migrations limit 1"));
    serve();
  } else {
    fail(`unknown command: pnpm ${line}`);
  }
}

/** What the real servers do not start without, by the contract. */
const SERVER = [
  "NODE_ENV",
  "MANAGED_STACK",
  "API_STACK_URL",
  "COOKIE_SECRET",
  "COOKIE_DOMAIN",
  "REDIRECT_URI",
  "MEMBERSHIP_CLIENT_ID",
  "MEMBERSHIP_CLIENT_SECRET",
  "MEMBERSHIP_URL_API",
  "POSTGRES_URI",
];

function serve(): void {
  listen(3000, (request, response) => {
    answer(new URL(request.url ?? "/", variable("REDIRECT_URI")), request, response).catch(
      (error: unknown) => {
        console.error(error);
        response.writeHead(500);
        response.end(error instanceof Error ? error.message : String(error));
      },
    );
  });
}

async function answer(
  url: URL,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  if (url.pathname === "/_info") {
    response.end('{"version":"stand-in"}');
  } else if (url.pathname === "/auth/login") {
    await finishLogin(url, request, response);
  } else {
    const session = unseal(cookie(request, "session"));
    if (session === undefined) await beginLogin(response);
    else if (url.pathname === "/me") await askMembership(response, sessionOf(session).token);
    else page(response, sessionOf(session).user);
  }
}

interface Session {
  readonly user: string;
  /** Of Membership, for the user's requests to it. */
  readonly token: string;
}

const sessionOf = (text: string) => JSON.parse(text) as Session;

/** Asks with the user's own token, as the applications do for all that they show. */
async function askMembership(response: http.ServerResponse, token: string): Promise<void> {
  const { userinfo_endpoint: endpoint } = await membership();
  const answer = await fetch(endpoint, { headers: { authorization: `Bearer ${token}` } });
  response.writeHead(answer.status, { "content-type": "application/json" });
  response.end(await answer.text());
}

interface Provider {
  readonly userinfo_endpoint: string;
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
}

async function membership(): Promise<Provider> {
  const found = await fetch(`${variable("MEMBERSHIP_URL_API")}/.well-known/openid-configuration`);
  if (!found.ok) throw new Error(`Membership answers ${found.status}`);
  return (await found.json()) as Provider;
}

const loginUri = () => `${variable("REDIRECT_URI")}/auth/login`;

async function beginLogin(response: http.ServerResponse): Promise<void> {
  const { authorization_endpoint: endpoint } = await membership();
  const state = seal(String(Date.now()));
  const to = new URL(endpoint);
  to.searchParams.set("client_id", variable("MEMBERSHIP_CLIENT_ID"));
  to.searchParams.set("redirect_uri", loginUri());
  to.searchParams.set("response_type", "code");
  to.searchParams.set("scope", "openid email");
  to.searchParams.set("state", state);
  setCookie(response, "state", state);
  response.writeHead(302, { location: to.href });
  response.end();
}

async function finishLogin(
  url: URL,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  const state = url.searchParams.get("state") ?? "";
  if (unseal(state) === undefined || state !== cookie(request, "state")) {
    throw new Error("this login was not begun here");
  }
  const credentials = [variable("MEMBERSHIP_CLIENT_ID"), variable("MEMBERSHIP_CLIENT_SECRET")];
  const tokens = await fetch((await membership()).token_endpoint, {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from(credentials.map(encodeURIComponent).join(":")).toString("base64")}`,
    },
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code: url.searchParams.get("code") ?? "",
      redirect_uri: loginUri(),
    }),
  });
  if (!tokens.ok) throw new Error(`Membership refuses the login: ${await tokens.text()}`);
  const given = (await tokens.json()) as {
    readonly id_token: string;
    readonly access_token: string;
  };
  const payload = Buffer.from(given.id_token.split(".")[1] ?? "", "base64url").toString();
  const { sub } = JSON.parse(payload) as { readonly sub: string };
  const session: Session = { user: sub, token: given.access_token };
  setCookie(response, "session", seal(JSON.stringify(session)));
  response.writeHead(302, { location: "/" });
  response.end();
}

function page(response: http.ServerResponse, user: string): void {
  const name = variable("MEMBERSHIP_CLIENT_ID");
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
  response.end(
    `<!doctype html><title>${name}</title><h1>${name}</h1><p id="user">Logged in as ${user}</p>`,
  );
}

function cookie(request: http.IncomingMessage, name: string): string {
  const found = (request.headers.cookie ?? "").split(/; */).map((each) => each.split("="));
  return decodeURIComponent(found.find(([key]) => key === name)?.[1] ?? "");
}

function setCookie(response: http.ServerResponse, name: string, value: string): void {
  const attributes = `Domain=${variable("COOKIE_DOMAIN")}; Path=/; Secure; HttpOnly; SameSite=Lax`;
  response.appendHeader("set-cookie", `${name}=${encodeURIComponent(value)}; ${attributes}`);
}

process.on("SIGTERM", () => process.exit(0));
main(process.argv.slice(2)).catch((error: unknown) => {
  fail(error instanceof Error ? error.message : String(error));
});
