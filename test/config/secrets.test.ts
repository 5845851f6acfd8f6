import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import * as fc from "fast-check";
import { stringify } from "yaml";
import { loadConfig } from "../../config/load";
import { everySecret } from "./secret-paths";
import { changed, errorOf, minimal, problemsOf, project, sourceOf } from "./support";

const password = `${project}:database.portal.password`;

const inClear = (path: string) =>
  `is stored in plain text. Store it encrypted, which overwrites the plain text:
pulumi config set --path --secret '${path}'`;

describe("secrets of a stack", () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "stack-config-"));
  });

  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  /** A source with a stack file that holds the config as written. */
  function stored(
    values: Record<string, unknown>,
    written: Record<string, unknown>,
    prefix = `${project}:`,
  ) {
    const config = Object.fromEntries(
      Object.entries(written).map(([key, value]) => [`${prefix}${key}`, value]),
    );
    const stackFile = join(directory, "Pulumi.test.yaml");
    writeFileSync(stackFile, stringify({ encryptionsalt: "v1:x", config }));
    return sourceOf(values, { stackFile });
  }

  const secure = { secure: "v1:abcdef" };
  const database = {
    host: "db.example.com",
    membership: { password: secure },
    dex: { password: secure },
    console: { password: secure },
    portal: { password: secure },
  };

  it("are refused when the engine says that their key holds none", () => {
    const found = problemsOf(sourceOf(minimal, { isSecret: (key) => key !== "database" }));
    deepStrictEqual(
      found.map(({ path }) => path),
      ["console", "dex", "membership", "portal"].map(
        (service) => `${project}:database.${service}.password`,
      ),
    );
    strictEqual(found[3]?.message, inClear(password));
  });

  it("are read when the stack file holds them encrypted", () => {
    const config = loadConfig(stored(minimal, { ...minimal, database }));
    strictEqual(config.database.portal?.password?.reveal(), "portal-5RkQ");
  });

  it("are refused one by one when the stack file holds some in clear", () => {
    const written = { ...minimal, database: { ...database, portal: { password: "portal-5RkQ" } } };
    deepStrictEqual(problemsOf(stored(minimal, written)), [
      { path: password, message: inClear(password), line: 14 },
    ]);
  });

  it("may be encrypted with the whole that they are part of", () => {
    loadConfig(stored(minimal, { ...minimal, database: secure }));
    loadConfig(stored(minimal, { ...minimal, database: { ...database, portal: secure } }));
  });

  it("may come from elsewhere, such as an environment of several stacks", () => {
    const { portal: _elsewhere, ...others } = database;
    loadConfig(stored(minimal, { ...minimal, database: others }));
  });

  it("are found under every form of a key", () => {
    const written = { ...minimal, database: { ...database, portal: { password: "portal-5RkQ" } } };
    for (const prefix of [`${project}:`, `${project}:config:`, ""]) {
      strictEqual(problemsOf(stored(minimal, written, prefix))[0]?.path, password, prefix);
    }
  });

  it("are found in lists", () => {
    const membership = { managedStacks: false, grpcTokens: ["one-5RkQ", "two-5RkQ"] };
    const nats = { url: "nats://nats:4222" };
    const values = { ...minimal, membership, nats };
    const written = {
      ...minimal,
      database,
      nats: { url: secure },
      membership: { ...membership, grpcTokens: [secure, "two-5RkQ"] },
    };
    deepStrictEqual(
      problemsOf(stored(values, written)).map(({ path }) => path),
      [`${project}:membership.grpcTokens[1]`],
    );
  });

  it("are told by their names where any YAML is allowed", () => {
    const configOverrides = {
      staticPasswords: [
        {
          email: "admin@example.com",
          username: "a",
          userID: "a",
          hash: `$2y$12$${"a".repeat(49)}5RkQ`,
        },
      ],
      connectors: [
        {
          type: "atlassian-crowd",
          id: "c",
          name: "C",
          config: { baseURL: "https://x", clientID: "in clear", clientSecret: "b-5RkQ" },
        },
      ],
    };
    const values = changed({ dex: { configOverrides } });
    deepStrictEqual(
      problemsOf(sourceOf(values, { isSecret: (key) => key !== "dex" })).map(({ path }) => path),
      [
        `${project}:dex.configOverrides.connectors[0].config.clientSecret`,
        `${project}:dex.configOverrides.staticPasswords[0].hash`,
      ],
    );
  });

  it("of connectors are told by the type or the preset", () => {
    const connectors = [
      { type: "linkedin", id: "a", name: "A", config: { clientID: "c", clientSecret: "a-5RkQ" } },
      { preset: "okta", domain: "a.okta.com", clientId: "c", clientSecret: "b-5RkQ" },
      { type: "lnkedin", id: "b", name: "B", config: { clientSecret: "c-5RkQ" } },
    ];
    const values = changed({ dex: { connectors } });
    const found = problemsOf(sourceOf(values, { isSecret: (key) => key !== "dex" }));
    deepStrictEqual(
      found.filter(({ message }) => message.startsWith("is stored")).map(({ path }) => path),
      [
        `${project}:dex.connectors[0].config.clientSecret`,
        `${project}:dex.connectors[1].clientSecret`,
        `${project}:dex.connectors[2].config.clientSecret`,
      ],
    );
  });

  it("are told by being encrypted where any YAML is allowed", () => {
    const overrides = (account: unknown) => ({
      dex: { configOverrides: { frontend: { extra: { account } } } },
    });
    const values = changed(overrides("account-5RkQ"));
    const config = loadConfig(stored(values, { ...minimal, database, ...overrides(secure) }));
    strictEqual(JSON.stringify(config).includes("5RkQ"), false);
    const { frontend } = config.dex?.configOverrides as {
      frontend: { extra: { account: unknown } };
    };
    strictEqual(String(frontend.extra.account), "[secret]");
  });

  it("are the only values to be encrypted one by one", () => {
    const written = { ...minimal, database: { ...database, host: secure }, domain: secure };
    const message = (path: string) =>
      `is encrypted, but isn't a secret: it appears in manifests and outputs. Store it in plain text:\npulumi config set --path '${project}:${path}' VALUE`;
    deepStrictEqual(problemsOf(stored(minimal, written)), [
      { path: `${project}:database.host`, message: message("database.host"), line: 6 },
      { path: `${project}:domain`, message: message("domain"), line: 3 },
    ]);
  });

  /** Values that are no secrets, and that somebody has encrypted with or without all around them. */
  const encrypted: readonly (readonly [string, Record<string, unknown>])[] = [
    ["a host", { hosts: { console: { host: "canarymünchen.de" } } }],
    [
      "ids of clients",
      { membership: { additionalClients: [{ id: "canary.a" }, { id: "canary-a" }] } },
    ],
    [
      "an owner that is nobody",
      {
        seed: {
          users: [{ email: "canary@b.test" }],
          organizations: [{ name: "O", owner: "canari@b.test" }],
        },
      },
    ],
    ["a user twice", { seed: { users: [{ email: "canary@b.test" }, { email: "canary@B.test" }] } }],
    ["a name with a space", { seed: { users: [{ email: "canary x@b.test" }] } }],
  ];

  /** Each text in its own ciphertext. */
  const sealedTexts = (value: unknown): unknown =>
    typeof value === "string"
      ? secure
      : Array.isArray(value)
        ? value.map(sealedTexts)
        : Object.fromEntries(
            Object.entries(value as object).map(([key, child]) => [key, sealedTexts(child)]),
          );

  for (const [what, area] of encrypted) {
    it(`aren't all that isn't printed: ${what}`, () => {
      const sealedArea = Object.fromEntries(Object.keys(area).map((key) => [key, secure]));
      for (const written of [sealedArea, sealedTexts(area) as Record<string, unknown>]) {
        const found = problemsOf(
          stored({ ...minimal, ...area }, { ...minimal, database, ...written }),
        );
        ok(found.length > 0);
        ok(!/canar/i.test(JSON.stringify(found)), JSON.stringify(found));
      }
    });
  }

  it("leave the words of a message in place", () => {
    const values = { ...minimal, nats: { url: "NATS://a" } };
    const written = { ...minimal, database, nats: { url: secure } };
    deepStrictEqual(
      problemsOf(stored(values, written)).map(({ message }) => message),
      ["is not a NATS URL. Write it like nats://nats.nats.svc:4222; separate several with commas."],
    );
  });

  it("must be decrypted by whoever reads them", () => {
    const values = { ...minimal, database };
    strictEqual(
      problemsOf(sourceOf(values)).find(({ path }) => path === password)?.message,
      "is an encrypted value, but must be a string.",
    );
  });

  it("are opaque in the config", () => {
    const config = loadConfig(sourceOf(minimal));
    const shown = [JSON.stringify(config), inspect(config, { depth: 9, showHidden: true })];
    for (const text of shown) ok(!text.includes("5RkQ"));
  });

  it("are in no message, whatever they are and whatever else is wrong", () => {
    // Long enough to be in no message by chance; characters that YAML and URLs treat in their ways.
    const secrets = fc
      .string({ minLength: 10, maxLength: 40 })
      .filter((text) => !/^\s*$/.test(text));
    fc.assert(
      fc.property(secrets, fc.boolean(), fc.boolean(), (secret, encrypted, wrongElsewhere) => {
        const values = {
          ...everySecret(secret),
          ...(wrongElsewhere ? { domain: "https://example.com", unknown: secret } : {}),
        };
        const error = errorOf(sourceOf(values, { isSecret: () => encrypted }));
        ok(error !== undefined);
        // The frames of the stack are those of the test, which may hold any text.
        const shown = inspect(error).replace(/^ +at .*$/gm, "");
        for (const text of [error.message, JSON.stringify(error), shown]) {
          ok(!text.includes(secret) && !text.includes(JSON.stringify(secret)));
        }
      }),
    );
  });
});
