import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { holdsLogin, isPlainSecret } from "../../facts/plain-secrets";
import { noSecretInClear } from "../../policy/rules/secrets";
import { changed, load, problemsOf, project, sourceOf } from "./support";

/** A variable that holds a secret, whoever asks. */
const secrets: Readonly<Record<string, string>> = {
  MY_URL: "postgres://u:secretpw1@h/db",
  PROXY: "http://user:p%40ss@proxy:3128",
  SLASH: "amqp://u:pa/ss@h",
  LIST: "nats://a:4222,nats://u:pw@b:4222",
  NATS: "nats://some-token@nats:4222",
  DB_PASSWORD: "a",
  DB_PASS: "a",
  PGPASSWORD: "a",
  AWS_SECRET_ACCESS_KEY: "a",
  smtpPassword: "a",
  "api-key": "a",
  API_TOKEN: "a",
  PASSWORD_HASH: "a",
  ENCRYPTION_KEY: "a",
  DSN: "host=db user=u password=pw1 dbname=x",
  OTEL_EXPORTER_OTLP_HEADERS: "authorization=Basic dTpw",
  HEADER: "Bearer abcdefghijkl",
  JWT: "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.",
  PEM: "-----BEGIN EC PRIVATE KEY-----\nMHc=\n-----END EC PRIVATE KEY-----",
};

const plain: Readonly<Record<string, string>> = {
  URL: "postgres://user@h:5432/db",
  PORT: "http://h:8080/a@b",
  MAIL: "mailto:a@example.com",
  EXPANDED: "postgres://u:$(DB_PASSWORD)@h/db",
  DB_PASSWORD: "$(OTHER)",
  API_TOKEN: "",
  USE_TOKEN: "true",
  TOKEN_TTL: "5m",
  TOKEN_FILE: "/var/run/token",
  PASSWORD_FILE: "/etc/password",
  SECRET_NAME: "my-secret",
  BYPASS: "1",
  GIT_HASH: "abc",
  PUBLIC_KEY: "-----BEGIN PUBLIC KEY-----",
  GOOGLE_APPLICATION_CREDENTIALS: "/etc/key.json",
};

const asPolicySees = (name: string, value: string) =>
  noSecretInClear.check({
    urn: "",
    type: "kubernetes:apps/v1:Deployment",
    inputs: {
      spec: { template: { spec: { containers: [{ name: "c", env: [{ name, value }] }] } } },
    },
    protect: false,
  }).length > 0;

const found = (change: Record<string, unknown>) =>
  problemsOf(sourceOf(changed(change))).map(({ path }) => path.slice(project.length + 1));

const login = "postgres://u:canary-5RkQ@h/db";

/** Every place where a login could stand in clear; the path is that of the problem. */
const places: Readonly<Record<string, Record<string, unknown>>> = {
  "membership.env.MY_URL": { membership: { env: { MY_URL: login } } },
  "console.env.MY_URL": { console: { env: { MY_URL: login } } },
  "portal.env.SMTP_PASSWORD": { portal: { env: { SMTP_PASSWORD: "canary-5RkQ" } } },
  "dex.env.MY_URL": { dex: { env: { MY_URL: login } } },
  "membership.annotations.url": { membership: { annotations: { url: login } } },
  "membership.podAnnotations.url": { membership: { podAnnotations: { url: login } } },
  "membership.serviceAccountAnnotations.url": {
    membership: { serviceAccountAnnotations: { url: login } },
  },
  "membership.initContainers[0].env[0].value": {
    membership: {
      initContainers: [{ name: "i", image: "i", env: [{ name: "MY_URL", value: login }] }],
    },
  },
  "membership.initContainers[0].env[1].value": {
    membership: {
      initContainers: [
        {
          name: "i",
          image: "i",
          env: [
            { name: "A", value: "b" },
            { name: "API_TOKEN", value: "canary-5RkQ" },
          ],
        },
      ],
    },
  },
  "membership.initContainers[0].args[0]": {
    membership: { initContainers: [{ name: "i", image: "i", args: [login] }] },
  },
  "ingress.annotations.url": {
    ingress: { annotations: { url: login }, tls: { mode: "existing", secretName: "tls" } },
  },
  "observability.resourceAttributes": { observability: { resourceAttributes: `url=${login}` } },
};

describe("secrets in places for plain text", () => {
  it("are told by one rule, the loader's and the policy pack's", () => {
    for (const [name, value] of Object.entries(secrets)) {
      strictEqual(isPlainSecret(name, value), true, name);
      strictEqual(asPolicySees(name, value), true, name);
      deepStrictEqual(found({ membership: { env: { [name.replace("-", "_")]: value } } }), [
        `membership.env.${name.replace("-", "_")}`,
      ]);
    }
    for (const [name, value] of Object.entries(plain)) {
      strictEqual(isPlainSecret(name, value), false, name);
      strictEqual(asPolicySees(name, value), false, name);
      load(changed({ membership: { env: { [name]: value } } }));
    }
  });

  for (const [path, change] of Object.entries(places)) {
    it(`are refused at ${path}`, () => {
      const problems = problemsOf(sourceOf(changed(change)));
      deepStrictEqual(
        problems.map((problem) => problem.path),
        [`${project}:${path}`],
      );
      strictEqual(JSON.stringify(problems).includes("canary"), false);
    });
  }

  it("come with the commands that store a variable encrypted", () => {
    const [problem] = problemsOf(sourceOf(changed({ membership: { env: { MY_URL: login } } })));
    strictEqual(
      problem?.message,
      `is a secret, by its name or by what it holds, and everybody who can list pods would read it. Store it encrypted:
pulumi config rm --path '${project}:membership.env.MY_URL'
pulumi config set --path --secret '${project}:membership.env.MY_URL.secret'`,
    );
    load(changed({ membership: { env: { MY_URL: { secret: login } } } }));
  });
});

describe("variables of Dex in a connector", () => {
  const connector = (config: unknown) => ({ type: "google", id: "google", name: "Google", config });
  const variables = { clientID: "$CID", clientSecret: "${C_SEC}" };

  it("are refused, with the command for a value in an existing Secret", () => {
    const env = { C_SEC: { secretRef: { name: "idp", key: "secret" } } };
    for (const dex of [
      { connectors: [connector(variables)] },
      { configOverrides: { connectors: [connector(variables)] } },
    ]) {
      const at = "connectors" in dex ? "dex.connectors[0]" : "dex.configOverrides.connectors[0]";
      const problems = problemsOf(sourceOf(changed({ dex: { ...dex, env } })));
      deepStrictEqual(
        problems.map(({ path }) => path),
        [`${project}:${at}.config.clientID`, `${project}:${at}.config.clientSecret`],
      );
      // Not a secret: a loader that found it encrypted would refuse it.
      strictEqual(
        problems[0]?.message,
        `names the variable CID, which Dex doesn't expand here. Store the value itself:
pulumi config set --path '${project}:${at}.config.clientID'`,
      );
      strictEqual(
        problems[1]?.message,
        `names the variable C_SEC, which Dex doesn't expand here. Store the value itself, which is in the key secret of the Secret idp:
kubectl get secret idp --namespace formance --output 'go-template={{index .data "secret" | base64decode}}' | pulumi config set --path --secret '${project}:${at}.config.clientSecret'`,
      );
    }
  });

  it("are no dollar signs inside a value", () => {
    load(
      changed({
        dex: { connectors: [connector({ clientID: "a$CID", clientSecret: "x$Y-5RkQ" })] },
      }),
    );
  });
});

describe("the search for secrets in a text", () => {
  for (const part of ["y", "a.", "eyJ", "eyJ-", "a://b:", "://", "bearer "]) {
    it(`ends soon in a long text of ${part}`, () => {
      strictEqual(holdsLogin(part.repeat(500_000 / part.length)), false);
    });
  }
});
