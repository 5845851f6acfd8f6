import assert from "node:assert/strict";
import fc from "fast-check";
import { parse } from "yaml";
import { dexDocument, type DexSettings } from "../../dex/document";
import { dexYaml } from "../../dex/yaml";

const settings: DexSettings = {
  issuer: "https://dex.example.com",
  storage: {
    host: "db.internal",
    port: 5432,
    database: "dex",
    user: "dex",
    password: "secret",
    tlsMode: "verify-full",
  },
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
  skipApprovalScreen: true,
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
    const { password: _, ...storage } = settings.storage;
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
          storage: { ...settings.storage, password },
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
          storage: { ...settings.storage, password: letters.join("") },
        });
        assert.ok(!dexYaml(document).includes("{{"));
      }),
    );
  });
});
