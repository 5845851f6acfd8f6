import assert from "node:assert/strict";

import { parse } from "yaml";

import {
  keyCheck,
  mergeStackSettings,
  readSetting,
  hasEncryptedValues,
  withEncrypted,
} from "../../../sandbox/stack/stack-settings";

const SOURCE = `
config:
  formance-control-plane:domain: example.com
  formance-control-plane:database:
    host: db.example.com
    tlsMode: verify-full
`;
const PASSWORD = "formance-control-plane:database.admin.password";

function merge(parts: Partial<Parameters<typeof mergeStackSettings>[0]>) {
  const merged = mergeStackSettings({
    source: SOURCE,
    file: "Pulumi.dev.yaml",
    overrides: {},
    keep: [],
    ...parts,
  });
  return { ...merged, data: parse(merged.text) as Record<string, unknown> };
}

describe("the copy of a stack file", () => {
  it("has the overrides at their paths, and the rest of the file", () => {
    const { data } = merge({
      overrides: {
        "formance-control-plane:database.host": "127.0.0.1",
        "formance-control-plane:database.admin.user": "postgres",
        "kubernetes:context": "kind",
      },
    });
    assert.deepEqual(data.config, {
      "formance-control-plane:domain": "example.com",
      "formance-control-plane:database": {
        host: "127.0.0.1",
        tlsMode: "verify-full",
        admin: { user: "postgres" },
      },
      "kubernetes:context": "kind",
    });
  });

  it("keeps the key check and the asked-for secrets of the earlier copy, nothing else", () => {
    const earlier = `
encryptionsalt: v1:abc
config:
  formance-control-plane:domain: old.example.com
  formance-control-plane:database:
    admin: { user: old, password: { secure: v1:xyz } }
`;
    const { data, kept } = merge({ earlier, keep: [PASSWORD] });
    assert.equal(data.encryptionsalt, "v1:abc");
    assert.deepEqual(kept, [PASSWORD]);
    assert.deepEqual(data.config, {
      "formance-control-plane:domain": "example.com",
      "formance-control-plane:database": {
        host: "db.example.com",
        tlsMode: "verify-full",
        admin: { password: { secure: "v1:xyz" } },
      },
    });
  });

  it("keeps no secret that is not there", () => {
    assert.deepEqual(merge({ earlier: SOURCE, keep: [PASSWORD] }).kept, []);
  });

  it("is made of an empty file too", () => {
    assert.deepEqual(merge({ source: "", overrides: { "a:b": 1 } }).data, { config: { "a:b": 1 } });
  });

  it("leaves values that are encrypted already with the key check of their file", () => {
    const value = { token: { secure: "v1:x" } };
    const source = `encryptionsalt: v1:theirs\nconfig:\n  formance-control-plane:licence: ${JSON.stringify(value)}\n`;
    const { data } = merge({ source, earlier: "encryptionsalt: v1:ours\n" });
    assert.equal(data.encryptionsalt, "v1:theirs");
    assert.deepEqual(data.config, { "formance-control-plane:licence": value });
    assert.equal(hasEncryptedValues(source, "Pulumi.dev.yaml"), true);
    assert.equal(hasEncryptedValues(SOURCE, "Pulumi.dev.yaml"), false);
  });

  it("names the file that is not YAML", () => {
    assert.throws(() => merge({ source: "config: [" }), /Pulumi\.dev\.yaml is not valid YAML/);
  });

  it("can be read at a path", () => {
    const read = (key: string) => readSetting(SOURCE, "Pulumi.dev.yaml", key);
    assert.equal(read("formance-control-plane:database.host"), "db.example.com");
    assert.equal(read("formance-control-plane:nothing.here"), undefined);
  });
});

describe("a secret that is stored in a stack file", () => {
  const key = "formance-control-plane:dex.connectors[0].config.clientSecret";
  const encrypted = `
encryptionsalt: v1:salt
config:
  formance-control-plane:dex:
    connectors:
      - config: { clientSecret: { secure: v1:cipher } }
`;

  it("replaces the plain text, and brings the key check along", () => {
    const text = `config:
  # A comment.
  formance-control-plane:dex:
    connectors:
      - id: okta
        config: { clientSecret: plain }
`;
    const stored = withEncrypted(text, "Pulumi.dev.yaml", encrypted, key);
    assert.match(stored, /# A comment\./);
    assert.doesNotMatch(stored, /plain/);
    assert.equal(keyCheck(stored, "Pulumi.dev.yaml"), "v1:salt");
    assert.equal(readSetting(stored, "Pulumi.dev.yaml", `${key}.secure`), "v1:cipher");
  });

  it("needs the entry that it belongs to", () => {
    assert.throws(
      () => withEncrypted("config: {}\n", "Pulumi.dev.yaml", encrypted, key),
      /Pulumi\.dev\.yaml has no entry for .*connectors\[0\].*without the secret/,
    );
  });
});
