import { deepStrictEqual, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { ControlPlaneArgs } from "../../components";
import { recordControlPlane } from "../support/control-plane";
import type { Recorded } from "../support/mocks";

const page = readFileSync("docs/secrets.md", "utf8");

/** The first two cells of each row of the table below a heading. */
function rowsBelow(heading: string): [string, string][] {
  const [, below = ""] = page.split(`\n## ${heading}\n`);
  const [section = ""] = below.split("\n## ");
  const rows = section.split("\n").filter((line) => line.startsWith("| "));
  return rows.slice(2).map((line) => {
    const [, first = "", second = ""] = line.split("|").map((cell) => cell.trim());
    return [first, second];
  });
}

/** What a cell writes as code. */
function codes(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, text = ""]) => text);
}

const variable = [{ name: "NAME", secret: "value" }];
const sentry = { dsn: "https://sentry.test/1", authToken: "token" };

/** Everything that has a secret, but for what stands in the way of something else. */
const everything: ControlPlaneArgs = {
  domain: "example.com",
  database: { managed: true, host: "db.internal", admin: { password: "admin" } },
  nats: { url: "nats://user:password@nats:4222" },
  licence: {
    token: "e30.eyJzdWIiOiI3YzFmMmYwZS01YTBiLTRhNTUtOWEzOS0wZDFiNmYwYzhmMTEifQ.c2ln",
    clusterId: "7c1f2f0e-5a0b-4a55-9a39-0d1b6f0c8f11",
  },
  membership: {
    managedStacks: false,
    grpcTokens: ["token"],
    additionalClients: [{ id: "client" }],
    env: variable,
  },
  console: { sentry, env: variable },
  portal: { sentry, env: variable },
  ingress: { enabled: true, tls: { mode: "self-signed" } },
  gateway: { name: "public", tls: { mode: "self-signed" } },
  secretGenerations: { consoleClient: 2, portalClient: 2, additionalClients: { client: 2 } },
};

async function recordEverything(): Promise<Recorded[]> {
  const users = [{ email: "admin@example.com" }];
  const withDex = await recordControlPlane({
    ...everything,
    dex: {
      admin: { enabled: true },
      additionalClients: [{ id: "id", redirectUris: ["https://client.example.com"] }],
      env: variable,
      version: "main",
      sessions: {},
    },
    seed: {
      users,
      organizations: [{ name: "Acme", owner: "admin@example.com" }],
      regions: [{ name: "eu-1", baseUrl: "https://eu-1.example.com" }],
      stacks: [{ name: "demo", organization: "Acme", region: "eu-1" }],
    },
  });
  const withoutDex = await recordControlPlane({
    ...everything,
    oidc: { host: "id.example.com", clientId: "id", clientSecret: "secret", connector: true },
    seed: { via: "wizard", users },
  });
  return [...withDex, ...withoutDex];
}

describe("the page of secrets", () => {
  let resources: Recorded[] = [];

  before(async () => {
    resources = await recordEverything();
  });

  it("lists every generated secret, and no other", () => {
    const documented = rowsBelow("What is generated").flatMap(([, cell]) => codes(cell));
    const patterns = documented.map((name) => {
      const pattern = name.replace("<name>", "formance").replaceAll(/<\w+>/g, ".+");
      return { name, matches: (one: string) => new RegExp(`^${pattern}$`).test(one) };
    });
    const generated = resources
      .filter(({ type }) => /:(RandomPassword|PrivateKey)$/.test(type))
      .map(({ name }) => name);
    for (const name of generated)
      ok(
        patterns.some(({ matches }) => matches(name)),
        name,
      );
    for (const { name, matches } of patterns) ok(generated.some(matches), name);
  });

  it("lists every key of every Secret, and no other", () => {
    const found = new Map<string, Set<string>>();
    for (const { type, name, inputs } of resources) {
      if (type !== "kubernetes:core/v1:Secret") continue;
      const keys = found.get(name) ?? new Set();
      for (const key of Object.keys(inputs.stringData as object)) keys.add(withoutSuffix(key));
      found.set(name, keys);
    }
    const documented = rowsBelow("What each Secret holds").map(
      ([first, second]): [string, string[]] => {
        const [name = ""] = codes(first);
        return [name.replace("<name>", "formance"), codes(second).filter(isKey).sort()];
      },
    );
    const registered = [...found].map(([name, keys]): [string, string[]] => [
      name,
      [...keys].sort(),
    ]);
    const order = ([left]: [string, unknown], [right]: [string, unknown]) =>
      left.localeCompare(right);
    deepStrictEqual(registered.sort(order), documented.sort(order));
  });
});

/** The keys of a client's last and next secrets are that of its current one with a suffix. */
function withoutSuffix(key: string): string {
  return key.replace(/_(PREVIOUS|NEXT)$/, "");
}

/** Config paths, suffixes and ids are code too. */
function isKey(code: string): boolean {
  return /^([A-Z][A-Z0-9_]+|[a-z]+\.(yaml|crt|key))$/.test(code);
}
