import { readFileSync } from "node:fs";
import http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { parse } from "yaml";
import { documentedTables } from "../../../sandbox/servers/postgres/membership-tables";
import { startMembership } from "../../e2e/doctor/membership";
import { trustAsGoDoes } from "./authorities";
import { keepConnectionsAsGoDoes } from "./connections";
import { withDatabase } from "./database";
import { fail, requireVariables, variable } from "./environment";
import { listen } from "./listen";
import { oidcTables, openOidcState } from "./oidc-state";
import { runWizard } from "./wizard";

/**
 * Stands for the image of Membership: its entry point, with the commands that its Jobs give. It has
 * the documented tables, the wizard's file, and its OpenID Connect issuer in front of Dex.
 */
async function main([command, ...rest]: readonly string[]): Promise<void> {
  const line = [command, ...rest].join(" ");
  switch (line) {
    case "":
      await serve();
      return;
    case "storage migrations up":
      requireVariables(["POSTGRES_URI"]);
      await withDatabase((client) => client.query(documentedTables + oidcTables));
      console.log("migrations are up to date");
      return;
    case "admin wizard":
      requireVariables(SERVER);
      await runWizard(readFileSync(variable("CONFIG"), "utf8"));
      return;
    case "gc invitation-expired":
    case "gc auth-token":
      requireVariables(["POSTGRES_URI"]);
      await withDatabase((client) => client.query("select 1"));
      return;
    default:
      fail(`unknown command: ${line}`);
  }
}

/** What the real server does not start without, by the contract. */
const SERVER = [
  "CONFIG",
  "POSTGRES_URI",
  "RP_CLIENT_ID",
  "RP_CLIENT_SECRET",
  "RP_ISSUER",
  "RP_SCOPES",
  "SERVICE_URL",
  "MANAGED_STACKS",
  "STACK_MINIMAL_MODULES",
];

const DISCOVERY_TRIES = 20;
const DISCOVERY_PAUSE = 3_000;

async function serve(): Promise<void> {
  requireVariables(SERVER);
  trustAsGoDoes();
  // An image of a schema that is not there ends, and Kubernetes starts it again.
  await withDatabase((client) => client.query("select 1 from membership.users limit 1"));
  await discover(variable("RP_ISSUER"));
  keepConnectionsAsGoDoes();
  const membership = await startMembership({
    issuer: variable("SERVICE_URL"),
    clients: clientsOf(readFileSync(variable("CONFIG"), "utf8")),
    login: {
      issuer: variable("RP_ISSUER"),
      inside: variable("RP_ISSUER"),
      clientId: variable("RP_CLIENT_ID"),
      clientSecret: variable("RP_CLIENT_SECRET"),
    },
    state: await openOidcState(),
  });
  listen(8080, (request, response) => {
    if (request.url === "/_healthcheck") response.end("{}");
    else forward(membership.port, request, response);
  });
}

interface StaticClient {
  readonly id: string;
  readonly public?: boolean;
  readonly secrets?: readonly string[];
  readonly redirectUris?: readonly string[];
}

/** The clients of the file, whose secrets are names of variables. */
function clientsOf(file: string) {
  const { staticClients = [] } = parse(file) as { staticClients?: readonly StaticClient[] };
  return Object.fromEntries(
    staticClients
      .filter((client) => client.public !== true)
      .map(({ id, secrets = [], redirectUris = [] }) => {
        const [secret = "", ...further] = secrets.map((each) =>
          each.replace(/^\$(\w+)$/, (_, name: string) => variable(name)),
        );
        if (secret === "") fail(`the client ${id} has no secret`);
        return [id, { secret, further, redirectUri: redirectUris[0] ?? "" }];
      }),
  );
}

/** As the real one, it ends after a while without its login provider. */
async function discover(issuer: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const answer = await fetch(`${issuer}/.well-known/openid-configuration`);
      if (answer.ok) return;
      throw new Error(`status ${answer.status}`);
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      const reason = cause instanceof Error ? cause.message : String(cause);
      console.error(`discovery of ${issuer}: ${reason}`);
      if (attempt === DISCOVERY_TRIES) fail(`the login provider ${issuer} does not answer`);
      await sleep(DISCOVERY_PAUSE);
    }
  }
}

function forward(port: number, from: http.IncomingMessage, to: http.ServerResponse): void {
  const { method, url, headers } = from;
  const request = http.request(
    // A connection of its own: one that is kept may be closed just now.
    { port, host: "127.0.0.1", method, path: url, headers, agent: false },
    (answer) => {
      const { connection: _, ...further } = answer.headers;
      to.writeHead(answer.statusCode ?? 502, further);
      answer.pipe(to);
    },
  );
  request.on("error", (error) => {
    to.writeHead(502);
    to.end(error.message);
  });
  from.pipe(request);
}

// The first process of a container ends only on signals that it handles.
process.on("SIGTERM", () => process.exit(0));
main(process.argv.slice(2)).catch((error: unknown) => {
  fail(error instanceof Error ? error.message : String(error));
});
