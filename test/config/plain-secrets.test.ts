import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
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
  PGP: "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQOY",
  PEM_64: "LS0tLS1CRUdJTiBFQyBQUklWQVRFIEtFWS0tLS0tCk1IYz0K",
  REDIS: "redis://:pw@h:6379/0",
  GITHUB: `ghp_${"a1B2".repeat(9)}`,
  GITHUB_FINE: `github_pat_${"a1B2".repeat(9)}`,
  GITHUB_CLONE: `https://ghs_${"a1B2".repeat(9)}@github.com/a/b`,
  GITLAB: "glpat-abcdefghijklmnopqrst",
  AWS: "AKIAIOSFODNN7EXAMPLE",
  GOOGLE: `AIza${"a1B2c".repeat(7)}`,
  GOOGLE_CLIENT: "GOCSPX-abcdefghijklmnopqrstuvwx",
  SLACK: "xoxb-123456789012-abcdefghijkl",
  SENDGRID: "SG.abcdefghijklmnop.abcdefghijklmnopqrstuvwxyz",
  STRIPE: "sk_live_abcdefghijklmnop1234",
  VAULT: "hvs.abcdefghijklmnopqrstuvwx",
  DOCKER: "dckr_pat_abcdefghijklmnopqrst",
  NPM: `npm_${"a1B2".repeat(9)}`,
  PULUMI: `pul-${"a1b2".repeat(10)}`,
  SLACK_HOOK: "https://hooks.slack.com/services/T00000000/B00000000/abcdefghijklmnopqrstuvwx",
  DISCORD_HOOK: "https://discord.com/api/webhooks/1234567890/abcdefghijklmnop",
  TEAMS_HOOK: "https://a.webhook.office.com/webhookb2/1-2@3/IncomingWebhook/4/5",
  TELEGRAM: `https://api.telegram.org/bot1234567890:${"a1B2c".repeat(7)}/sendMessage`,
  QUERY: "https://h/hook?id=1&token=abcdefgh",
  QUERY_KEY: "https://h/v1?api_key=abcdefgh",
  QUERY_SIGNED: "https://h/a?sv=1&sig=abcdefghijklmnopqrst%3D",
  QUERY_SECRET: "https://h/a?client_secret=abcdefghijklmnop",
  JSON: '{"user":"u","password":"pw"}',
  JSON_CAMEL: '{"clientSecret": "abc"}',
  JSON_JSON: '{"a":"{\\"password\\":\\"pw\\"}"}',
  YAML: "user: u\npassword: pw1\n",
  BASIC: "Basic dXNlcjpwdw==",
  BASIC_HEADER: "Authorization: Basic dXNlcjpwdw==",
  BASIC_JSON: '{"Authorization": "Basic dXNlcjpwdw=="}',
  API_HEADER: "x-api-key=abcdefgh",
  HONEYCOMB: "x-honeycomb-team-token=abcdefgh",
  VAULT_HEADER: "X-Vault-Token: abcdefgh",
  AZURE: "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=abcdefgh==",
  JAVA: "-Djavax.net.ssl.trustStorePassword=pw",
  OPTION: "--token=abcdefgh",
  NEW_RELIC_LICENSE_KEY: "a",
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
  USE_PASSWORD: "enabled",
  REQUIRE_TOKEN: "required",
  SCHEME: "Basic authentication",
  SCHEME_2: "Bearer authentication",
  SCHEME_3: "Authorization: $(HEADER)",
  SCHEME_4: "Authorization: Bearer $(TOKEN)",
  OAUTH: "https://h/authorize?response_type=token&client_id=a",
  OAUTH_2: "https://h/a?token_type=bearer&token_format=opaque",
  ENDPOINTS: '{"token_endpoint":"https://h/token","secretName":"s","password":{"type":"string"}}',
  EMPTY: '{"password":"","token":null}',
  TEMPLATE: "https://h/a?token={token}&api_key=<key>",
  STARGATE: "http://s/#{organizationId}/#{stackId}/api?key=#{organizationId}",
  SHELL: 'PGPASSWORD="$PW" psql && curl -H "Authorization: Bearer ${TOKEN}" --token=$TOKEN',
  SHELL_2: "cd /x && PWD=/workspace/a",
  OPTION: "--token-file=/var/run/token --password=/run/secrets/pw --secret=name",
  YAML: "passwordFile: /etc/pw\nsecretName: s\ntoken: ${TOKEN}\n",
  PROSE: "Reset the password: see https://h/wiki, or ask for a token; keys are in the vault.",
  MODULES: "auth,ledger,payments,search,wallets,webhooks,orchestration",
  SLUG: "sk-very-long-name-of-some-service-in-a-cluster-of-the-company",
  UUID: "2b1a7b5e-6ae0-4b53-9b02-7f4e1e3c4a11",
  SHA: "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  ARN: "arn:aws:iam::123456789012:role/formance",
  CERTIFICATE: "-----BEGIN CERTIFICATE-----\nMHc=\n-----END CERTIFICATE-----",
  CERTIFICATE_64: "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1IYz0K",
  SLACK_DOCS: "https://api.slack.com/messaging/webhooks",
  SENTRY: "https://0123456789abcdef@o1.ingest.sentry.io/2",
  OTEL_RESOURCE: "service.name=a,deployment.environment=b",
  DSN: "host=db user=u dbname=x sslmode=verify-full",
  TRACE: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
};

/** Annotations and labels that are read by controllers, and only name what is secret. */
const plainAnnotations: Readonly<Record<string, string>> = {
  "nginx.ingress.kubernetes.io/auth-secret": "basic-auth",
  "nginx.ingress.kubernetes.io/auth-tls-secret": "default/ca",
  "nginx.ingress.kubernetes.io/proxy-ssl-secret": "default/ca",
  "nginx.org/basic-auth-secret": "users",
  "argocd-image-updater.argoproj.io/a.pull-secret": "pullsecret:a/b",
  "vault.hashicorp.com/agent-inject-secret-password": "secret/data/db",
  "vault.hashicorp.com/agent-inject-token": "true",
  "secret.reloader.stakater.com/reload": "a,b",
  "eks.amazonaws.com/token-expiration": "86400",
  "iam.gke.io/gcp-service-account": "a@b.iam.gserviceaccount.com",
  "checksum/secret": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "alb.ingress.kubernetes.io/auth-idp-oidc": '{"issuer":"https://h","secretName":"s"}',
};

const secretAnnotations: Readonly<Record<string, string>> = {
  "example.com/api-token": "canary-5RkQ",
  password: "canary-5RkQ",
  "nginx.ingress.kubernetes.io/auth-secret": "https://u:canary-5RkQ@h",
  "example.com/webhook": "https://hooks.slack.com/services/T0/B0/canary-5RkQ",
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

  it("are told in annotations, which may name a Secret", () => {
    const refused = (metadata: string, annotations: Record<string, string>) =>
      noSecretInClear.check({
        urn: "",
        type: "kubernetes:apps/v1:Deployment",
        inputs: { spec: { template: { metadata: { [metadata]: annotations }, spec: {} } } },
        protect: false,
      }).length;
    load(changed({ membership: { podAnnotations: plainAnnotations } }));
    strictEqual(refused("annotations", plainAnnotations), 0);
    deepStrictEqual(
      found({ membership: { podAnnotations: secretAnnotations } }),
      Object.keys(secretAnnotations)
        .map((key) => `membership.podAnnotations${/\W/.test(key) ? `["${key}"]` : `.${key}`}`)
        .sort(),
    );
    deepStrictEqual(found({ membership: { podLabels: { "api-token": "canary-5RkQ" } } }), [
      "membership.podLabels.api-token",
    ]);
    strictEqual(refused("annotations", secretAnnotations), 4);
    strictEqual(refused("labels", { "api-token": "canary-5RkQ" }), 1);
  });

  it("are told in arguments by the policy pack too", () => {
    const containers = [{ name: "c", args: ["--url", login] }];
    const problems = noSecretInClear.check({
      urn: "",
      type: "kubernetes:batch/v1:Job",
      inputs: { spec: { template: { spec: { containers } } } },
      protect: false,
    });
    deepStrictEqual(problems, [
      "container c has a secret in args: pass it by a variable that refers to a Secret.",
    ]);
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

  const at = `${project}:dex.connectors[0].config`;
  const stored = "which Dex doesn't expand here. Store the text with the value in place:";
  const set = (setting: string) => `pulumi config set --path '${at}.${setting}'`;

  /** Dex's `os.ExpandEnv` takes parts of texts too, in lists as well. */
  const inParts: readonly (readonly [what: string, type: string, config: object, found: object])[] =
    [
      [
        "in a part of a text",
        "google",
        { clientID: "a$CID", clientSecret: "x$Y-5RkQ" },
        { clientID: `names the variable CID, ${stored}\n${set("clientID")}` },
      ],
      [
        "in a list",
        "google",
        { clientID: "c", clientSecret: "s-5RkQ", hostedDomains: ["$DOMAIN"] },
        {
          "hostedDomains[0]": `names the variable DOMAIN, which Dex doesn't expand here. Store the value itself:\n${set("hostedDomains[0]")}`,
        },
      ],
      [
        "in a URL",
        "oidc",
        { issuer: "https://${id_host}/$REALM/x", clientID: "c", clientSecret: "s-5RkQ" },
        {
          issuer: `names the variables id_host, REALM, which Dex doesn't expand here. Store the text with the values in place:\n${set("issuer")}`,
        },
      ],
      [
        "in the host of a directory",
        "ldap",
        { host: "$LDAP_HOST:636", userSearch: { baseDN: "dc=x", username: "uid" } },
        { host: `names the variable LDAP_HOST, ${stored}\n${set("host")}` },
      ],
    ];

  for (const [what, type, config, found] of inParts) {
    it(`are refused ${what}, and nothing else is said of it`, () => {
      const connectors = [{ type, id: "c", name: "C", config }];
      deepStrictEqual(
        Object.fromEntries(
          problemsOf(sourceOf(changed({ dex: { connectors } }))).map(({ path, message }) => [
            path.slice(at.length + 1),
            message,
          ]),
        ),
        found,
      );
    });
  }

  it("are no dollar signs inside a password, a name or a word", () => {
    const named = { ...connector({ clientID: "a$cid$", clientSecret: "x$Y-5RkQ" }), name: "US $A" };
    load(changed({ dex: { connectors: [named], frontend: { extra: { a: "$A b" } } } }));
  });
});

/** What the patterns begin with, and what they look for. */
const PARTS = [
  ..."y a. eyJ eyJ- a://b: :// ?key= &sig= password= token: x-a-token=a authorization= ghp_ sk- bot1".split(
    " ",
  ),
  ...'"password":" LS0t hooks.slack.com/services/ SG.a'.split(" "),
  "bearer ",
  "basic aaaa",
  "basic ",
  "\npassword: ",
  "\n- ",
  " ",
];

describe("the search for secrets in a text", () => {
  for (const part of PARTS) {
    it(`ends soon in a long text of ${JSON.stringify(part)}`, () => {
      const begin = process.cpuUsage().user;
      holdsLogin(part.repeat(500_000 / part.length));
      ok(process.cpuUsage().user - begin < 1_000_000);
    });
  }
});
