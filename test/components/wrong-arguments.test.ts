import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Console, ControlPlane, Database, MembershipSeed } from "../../components";
import { changed, minimal, problemsOf, sourceOf } from "../config/support";
import { at, find, record, type Plain } from "../support/mocks";
import { app, database, managed, wrongArguments } from "./cases/wrong-arguments";
import { wrongAsAWhole } from "./cases/wrong-as-a-whole";
import { wrongConnectorTexts } from "./cases/wrong-connectors";

const credentials = { clientID: "dex", clientSecret: "s-5RkQ" };

/** The errors that the program ends with, as often as they arrive. */
async function arrivalsOf(program: () => unknown): Promise<unknown[]> {
  const errors: unknown[] = [];
  const note = (reason: unknown) => {
    errors.push(reason);
  };
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
  return errors;
}

/** The errors, each once: Pulumi prints none twice. */
const errorsOf = async (program: () => unknown) => [...new Set(await arrivalsOf(program))];

/** The message of the only one. */
async function errorOf(program: () => unknown): Promise<string> {
  const [error, ...others] = await errorsOf(program);
  assert.deepEqual(others, []);
  assert.ok(pulumi.ResourceError.isInstance(error), String(error));
  return error.message;
}

describe("wrong arguments of a component", () => {
  for (const [what, make, path, message] of [
    ...wrongArguments,
    ...wrongConnectorTexts,
    ...wrongAsAWhole,
  ]) {
    it(`end in one error with their path: ${what}, ${path}`, async () => {
      const component = /the (\w+) x have/;
      const text = await errorOf(make);
      assert.match(text, component);
      assert.equal(text.slice(text.indexOf("\n")), `\n\n  ${path}\n    ${message}\n`);
    });
  }

  for (const [component, make] of [
    [
      "ControlPlane",
      (name: string) => new ControlPlane(name, { domain: "example.com", database: managed }),
    ],
    ["Console", (name: string) => new Console(name, app)],
  ] as const) {
    for (const [name, problem] of [
      [
        "A B",
        "is not a Kubernetes name. Use 1 to 63 lower-case letters, digits and inner hyphens.",
      ],
      ["2nd", "begins with a digit, which the name of a Service can't. Begin with a letter."],
    ] as const) {
      it(`end in an error about the component's own name: ${component} ${name}`, async () => {
        const text = await errorOf(() => make(name));
        assert.equal(text, `The name of the ${component} ${name} ${problem}\n`);
      });
    }
  }

  it("arrive once when they are known later", async () => {
    const later = { ...database, host: pulumi.output("db:5432") };
    const arrivals = await arrivalsOf(() => new Console("x", { ...app, database: later }));
    assert.equal(arrivals.length, 1);
  });

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

  it("show no secret that is known later", async () => {
    const owner = pulumi.secret("Hidden@example.com");
    const organizations = [
      { name: "Acme", owner },
      { name: pulumi.secret("Hidden Ltd"), owner: "alice@example.com" },
      { name: pulumi.secret("Hidden Ltd"), owner: "alice@example.com" },
    ];
    const seed = { users: [{ email: "alice@example.com" }], organizations };
    const errors = await errorsOf(
      () => new ControlPlane("x", { domain: "example.com", database: managed, seed }),
    );
    const text = errors.map(String).join("\n");
    assert.match(text, /organizations\[0\]\.owner\n +no user "\[secret\]" in users/);
    assert.match(text, /organizations\[2\]\.name\n +"\[secret\]" is already used/);
    assert.doesNotMatch(text, /hidden/i);
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

describe("arguments of a component that are rejected", () => {
  it("are named in the error that rejected them, which Pulumi reports once", async () => {
    const cause = new Error("no such file");
    const errors = await errorsOf(
      () =>
        new ControlPlane("x", {
          domain: "example.com",
          database: { ...managed, host: pulumi.output(Promise.reject(cause)) },
        }),
    );
    assert.deepEqual(errors, [cause]);
    assert.equal(
      cause.message,
      `The arguments of the ControlPlane x have a problem:

  database.host
    can't be known: no such file
`,
    );
  });

  it("are named in an error of their own without one", async () => {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as libraries do
    const host = pulumi.output(Promise.reject<string>("no such file"));
    const errors = await errorsOf(
      () => new Console("x", { ...app, database: { ...database, host } }),
    );
    assert.ok(
      errors.some((error) =>
        String(error).includes("  database.host\n    can't be known: no such file\n"),
      ),
    );
  });
});

describe("right arguments of a component", () => {
  it("may allow a database in clear", async () => {
    const clear = { ...database, tlsMode: "disable", allowInsecure: true };
    await record(() => new Console("x", { ...app, database: clear }));
    await record(() => new Database("x", clear));
    const seeds = await record(
      () => new MembershipSeed("x", { connection: { ...clear, port: 5432 } }),
    );
    const seed = seeds.find(({ type }) => type.startsWith("pulumi-nodejs:dynamic"));
    assert.deepEqual(Object.keys(seed?.inputs.connection as object).sort(), [
      "database",
      "host",
      "port",
      "tlsMode",
      "user",
    ]);
    await record(
      () =>
        new ControlPlane("x", {
          domain: "example.com",
          database: { ...managed, tlsMode: pulumi.output("disable"), allowInsecure: true },
        }),
    );
  });

  it("may have files and later values in connectors", async () => {
    const files = [{ setting: "ca", secretRef: { name: "saml", key: "ca.pem" } }];
    const saml = { ssoURL: "https://idp.example.com/sso", usernameAttr: "name", emailAttr: "mail" };
    const made = await record(
      () =>
        new ControlPlane("x", {
          domain: "example.com",
          database: managed,
          dex: {
            connectors: [
              { type: "saml", id: "saml", name: "SAML", config: saml, files },
              {
                type: "oidc",
                id: "oidc",
                name: "OpenID",
                config: {
                  issuer: pulumi.output("https://idp.example.com"),
                  clientID: "dex",
                  clientSecret: pulumi.secret("s-5RkQ"),
                  redirectURI: pulumi.output("https://dex.example.com/callback"),
                  insecureEnableGroups: pulumi.output(true),
                  allowedGroups: ["finance"],
                },
              },
              { type: "github", id: "local", name: "GitHub", config: pulumi.output(credentials) },
            ],
          },
        }),
    );
    assert.ok(made.length > 10);
  });

  it("keep a secret that they hold in clear", async () => {
    const url = "postgres://u:secretpw1@h/db";
    const made = await record(
      () =>
        new Console("x", {
          ...app,
          env: [
            { name: "MY_URL", value: url },
            { name: "API_TOKEN", value: "secretpw1" },
            { name: "PLAIN", value: "text" },
          ],
          initContainers: [
            { name: "prepare", image: "busybox:1.37", env: [{ name: "MY_URL", value: url }] },
          ],
        }),
    );
    const holding = made.filter(({ inputs }) => JSON.stringify(inputs).includes("secretpw1"));
    assert.deepEqual(
      holding.map(({ type, secrets }) => [type, secrets]),
      [
        ["kubernetes:core/v1:Secret", ["stringData"]],
        ["kubernetes:apps/v1:Deployment", ["spec"]],
      ],
    );
    const { inputs } = find(made, "kubernetes:apps/v1:Deployment", "x");
    const variables = at(inputs, "spec", "template", "spec", "containers", 0, "env") as Plain[];
    assert.ok(variables.some(({ name, value }) => name === "PLAIN" && value === "text"));
    assert.ok(
      variables.some(({ name, valueFrom }) => name === "MY_URL" && valueFrom !== undefined),
    );
  });

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
