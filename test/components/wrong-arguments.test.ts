import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Console, ControlPlane } from "../../components";
import { changed, minimal, problemsOf, sourceOf } from "../config/support";
import { record } from "../support/mocks";
import { app, database, wrongArguments } from "./cases/wrong-arguments";

/** The message of the only error that the program ends with. */
async function errorOf(program: () => unknown): Promise<string> {
  // Pulumi prints each error once, however often it arrives.
  const errors = new Set<unknown>();
  const note = (reason: unknown) => errors.add(reason);
  // Mocha's own listener would fail the test.
  const listeners = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection").on("unhandledRejection", note);
  try {
    await record(program).catch(note);
    for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
  } finally {
    process.off("unhandledRejection", note);
    for (const listener of listeners) process.on("unhandledRejection", listener);
  }
  const [error, ...others] = errors;
  assert.deepEqual(others, []);
  assert.ok(pulumi.ResourceError.isInstance(error), String(error));
  return error.message;
}

describe("wrong arguments of a component", () => {
  for (const [what, make, path, message] of wrongArguments) {
    it(`end in one error with their path: ${what}, ${path}`, async () => {
      const component = /the (\w+) x have/;
      const text = await errorOf(make);
      assert.match(text, component);
      assert.equal(text.slice(text.indexOf("\n")), `\n\n  ${path}\n    ${message}\n`);
    });
  }

  it("are told all at once", async () => {
    const text = await errorOf(
      () =>
        new Console("x", {
          ...app,
          host: "a:1",
          database: { ...database, host: "b:2", passwordSecret: { name: "a", key: "b" } },
        }),
    );
    assert.deepEqual(text.match(/^ {2}\S.*$/gm), ["  database", "  database.host", "  host"]);
  });

  it("show no secret", async () => {
    const text = await errorOf(
      () =>
        new Console("x", {
          ...app,
          database: { ...database, password: undefined, url: "postgresql://u:S3cr%et@db/app" },
        }),
    );
    assert.ok(!text.includes("S3cr"), text);
  });

  it("are told in the sentences of the stack config", async () => {
    const changes = {
      domain: "https://example.com",
      hosts: { console: { host: "a b" } },
      database: { host: "db:5432", console: { tlsMode: "none", url: "postgresql://u@db/x" } },
      membership: { replicas: 0, accessTokenValidity: "5" },
      ingress: { tls: { mode: "existing", secretName: "A" } },
    };
    const found = problemsOf(sourceOf(changed({ environment: "test", ...changes })));
    const expected = found.map(({ path, message }) => [path.replace(/^[^:]*:/, ""), message]);
    const args = { ...changed(changes), namespace: pulumi.output("formance") };
    const text = await errorOf(() => new ControlPlane("x", args as never));
    for (const [path = "", message = ""] of expected) {
      assert.ok(text.includes(`  ${path}\n    ${message}\n`), `${path}: ${message}\n${text}`);
    }
    assert.equal(text.match(/^ {2}\S.*$/gm)?.length, expected.length);
    assert.ok(expected.length > 7);
  });
});

describe("right arguments of a component", () => {
  it("may be known later", async () => {
    const { domain, ...later } = minimal;
    const made = await record(
      () =>
        new ControlPlane("x", {
          domain,
          ...later,
          namespace: pulumi.output("formance"),
          database: {
            host: pulumi.output("db.example.com"),
            port: pulumi.output(5433),
            membership: { password: pulumi.secret("a-5RkQ") },
            dex: { url: pulumi.secret("postgresql://u:p@db/dex") },
            console: { passwordSecret: { name: pulumi.output("console"), key: "password" } },
            portal: { password: pulumi.output(Promise.resolve("b-5RkQ")) },
          },
          console: { env: [{ name: "A", value: pulumi.output("b") }] },
        }),
    );
    assert.ok(made.length > 10);
  });
});
