import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";

import fc from "fast-check";

import { redactDeep, redactor } from "../../messages/redact";

describe("redaction", () => {
  it("leaves no form of a secret, and all that surrounds it", () => {
    const secret = fc.string({ minLength: 12, maxLength: 40 }).filter((text) => /\w{6}/.test(text));
    fc.assert(
      fc.property(secret, (text) => {
        const redact = redactor([text]);
        const forms = [
          text,
          encodeURIComponent(text),
          JSON.stringify(text).slice(1, -1),
          Buffer.from(text).toString("base64"),
        ];
        for (const form of forms) {
          strictEqual(redact(`«${form}»`), "«[secret]»");
          ok(!JSON.stringify(redactDeep({ a: [form] }, redact)).includes(form));
        }
      }),
    );
  });

  it("takes the longer of two secrets first, and each line of a key", () => {
    const lines = ["-----BEGIN X-----", "MIIEvQIBADANBgkqhkiG9w0BAQ", "-----END X-----"].join("\n");
    const redact = redactor(["pass", "password-of-dex", lines]);
    strictEqual(redact("is password-of-dex"), "is [secret]");
    strictEqual(redact("  MIIEvQIBADANBgkqhkiG9w0BAQ"), "  [secret]");
  });

  for (const [kind, text, expected] of [
    [
      "a URL's password",
      "postgres://dex:hunter2@db:5432/dex",
      "postgres://dex:[secret]@db:5432/dex",
    ],
    ["a bearer token", "authorization: Bearer abcdef123456", "authorization: Bearer [secret]"],
    ["a JSON Web Token", "got eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.abc-def", "got [secret]"],
    ["a password setting", 'client_secret: "s3cr3tvalue" next', 'client_secret: "[secret]" next'],
    ["a variable", "POSTGRES_PASSWORD=hunter22 next", "POSTGRES_PASSWORD=[secret] next"],
    [
      "a private key",
      "-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----\nafter",
      "[secret]\nafter",
    ],
  ] as const) {
    it(`takes out ${kind} that nobody told of`, () => {
      strictEqual(redactor([])(text), expected);
    });
  }

  it("leaves ordinary words alone", () => {
    const text = 'FATAL: password authentication failed for user "membership"; token expired';
    strictEqual(redactor([])(text), text);
  });

  it("keeps the shape of a value", () => {
    const value = { list: [1, true, null, "hush-hush"], "hush-hush": { deep: "a hush-hush b" } };
    deepStrictEqual(redactDeep(value, redactor(["hush-hush"])), {
      list: [1, true, null, "[secret]"],
      "[secret]": { deep: "a [secret] b" },
    });
  });
});
