import assert from "node:assert/strict";
import fc from "fast-check";
import { parse } from "yaml";
import { dexDocument, type DexPostgres, type DexSettings } from "../../dex/document";
import { documentProblems } from "../../dex/document-problems";
import type { Plain, PlainMap } from "../../dex/merge";
import { dexYaml } from "../../dex/yaml";

const postgres: DexPostgres = {
  type: "postgres",
  host: "db.internal",
  port: 5432,
  database: "dex",
  user: "dex",
  password: "secret",
  tlsMode: "verify-full",
};

const settings: DexSettings = {
  issuer: "https://dex.example.com",
  storage: postgres,
  clients: [
    {
      id: "membership",
      name: "membership",
      secret: "client-secret",
      redirectURIs: ["https://membership.example.com/api/authorize/callback"],
    },
  ],
  users: [],
  connectors: [],
  oauth2: { skipApprovalScreen: true },
};

describe("Dex's document", () => {
  it("turns the password database on exactly when there are users", () => {
    const user = { email: "a@example.com", hash: "$2a$10$x", username: "a", userID: "1" };
    const without = dexDocument(settings);
    assert.equal(without.enablePasswordDB, false);
    assert.ok(!("staticPasswords" in without));
    const withUser = dexDocument({ ...settings, users: [user] });
    assert.equal(withUser.enablePasswordDB, true);
    assert.deepEqual(withUser.staticPasswords, [user]);
  });

  it("leaves the password out where the pod gets it otherwise, and names the authority's file", () => {
    const { password: _, ...storage } = postgres;
    const document = dexDocument({
      ...settings,
      storage: { ...storage, caFile: "/etc/ca.crt" },
    });
    assert.deepEqual(document.storage, {
      type: "postgres",
      config: {
        host: "db.internal",
        port: 5432,
        database: "dex",
        user: "dex",
        ssl: { mode: "verify-full", caFile: "/etc/ca.crt" },
      },
    });
  });

  it("keeps its state where it is told", () => {
    const storageOf = (type: "kubernetes" | "memory") =>
      dexDocument({ ...settings, storage: { type } }).storage;
    assert.deepEqual(storageOf("kubernetes"), { type: "kubernetes", config: { inCluster: true } });
    assert.deepEqual(storageOf("memory"), { type: "memory" });
  });

  it("has every setting in Dex's words, and no API over gRPC", () => {
    const document = dexDocument({
      ...settings,
      clients: [
        ...settings.clients,
        { id: "cli", name: "CLI", public: true, redirectURIs: [], trustedPeers: ["membership"] },
      ],
      oauth2: {
        skipApprovalScreen: false,
        alwaysShowLoginScreen: true,
        passwordConnector: "local",
      },
      expiry: { idTokens: "1h", refreshTokens: { reuseInterval: "5s", disableRotation: false } },
      frontend: { issuer: "Acme", logoURL: "https://acme.test/logo.png", extra: { a: "b" } },
      logLevel: "debug",
    });
    assert.deepEqual(document.oauth2, {
      skipApprovalScreen: false,
      alwaysShowLoginScreen: true,
      passwordConnector: "local",
      responseTypes: ["code", "token", "id_token"],
    });
    assert.deepEqual(document.expiry, {
      idTokens: "1h",
      refreshTokens: { reuseInterval: "5s", disableRotation: false },
    });
    assert.deepEqual(document.frontend, {
      issuer: "Acme",
      logoURL: "https://acme.test/logo.png",
      extra: { a: "b" },
    });
    assert.deepEqual(document.logger, { format: "json", level: "debug" });
    assert.ok(!("grpc" in document));
    assert.deepEqual(documentProblems(document), []);
  });

  it("is what Dex knows, whatever overrides that it knows are merged", () => {
    const part = fc.record(
      {
        expiry: fc.record({ idTokens: fc.constantFrom("1h", "30m") }),
        frontend: fc.record({ theme: fc.string(), extra: fc.dictionary(fc.string(), fc.string()) }),
        web: fc.record({ allowedOrigins: fc.array(fc.webUrl()) }),
        telemetry: fc.record({ enableProfiling: fc.boolean() }),
        grpc: fc.constant({ addr: "127.0.0.1:5557" }),
        logger: fc.constantFrom(null, { level: "warn" }),
        connectors: fc.constantFrom(null, []),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(part, (overrides) => {
        const document = dexDocument({ ...settings, overrides: overrides as PlainMap });
        assert.deepEqual(documentProblems(document), []);
      }),
    );
  });

  it("is refused for any key that Dex doesn't know, by its path, without the value", () => {
    const places = [[], ["oauth2"], ["storage", "config"], ["logger"], ["web"], ["expiry"]];
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.stringMatching(/^x[a-z]{8}$/), (path, key) => {
        const overrides = [...path, key].reduceRight<Plain>(
          (value, step) => ({ [step]: value }),
          "s-5RkQ",
        );
        const problems = documentProblems(
          dexDocument({ ...settings, overrides: overrides as PlainMap }),
        );
        assert.equal(problems.length, 1);
        const [problem = ""] = problems;
        assert.ok(problem.startsWith(path.join(".")) && problem.includes(key), problem);
        assert.ok(!problem.includes("5RkQ"), problem);
      }),
    );
  });

  it("merges overrides last", () => {
    const overrides = { oauth2: { skipApprovalScreen: false }, staticClients: [], logger: null };
    const document = dexDocument({ ...settings, overrides });
    assert.deepEqual(document.oauth2, {
      skipApprovalScreen: false,
      responseTypes: ["code", "token", "id_token"],
    });
    assert.deepEqual(document.staticClients, []);
    assert.ok(!("logger" in document));
  });
});

describe("Dex's file", () => {
  it("reads back as the document, whatever a secret holds", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("{{ .Env.HOME }}", "$PATH", "a: b", "{{", "}}{{{", "'\"\\", "yes", "0123"),
    );
    fc.assert(
      fc.property(text, text, (password, secret) => {
        const [client] = settings.clients;
        assert.ok(client);
        const document = dexDocument({
          ...settings,
          storage: { ...postgres, password },
          clients: [{ ...client, secret }],
        });
        assert.deepEqual(parse(dexYaml(document)), document);
      }),
    );
  });

  it("never shows a template engine two opening braces", () => {
    const text = fc.array(fc.constantFrom("{", "}", "a", "$", "\n", " "), { maxLength: 8 });
    fc.assert(
      fc.property(text, (letters) => {
        const document = dexDocument({
          ...settings,
          storage: { ...postgres, password: letters.join("") },
        });
        assert.ok(!dexYaml(document).includes("{{"));
      }),
    );
  });
});
