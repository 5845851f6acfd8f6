import assert from "node:assert/strict";
import { formatPath, type Mapping } from "../../../config/path";
import { merge } from "../../../yaml/merge";
import { importValues } from "./profiles";

const smallest: Mapping = {
  global: {
    serviceHost: "example.com",
    postgresql: {
      host: "db.example.net",
      additionalArgs: "sslmode=verify-full",
      auth: { existingSecret: "postgres", secretKeys: { adminPasswordKey: "password" } },
    },
  },
  membership: { postgresql: { enabled: false }, ingress: { tls: [{ secretName: "tls" }] } },
};

const login = "postgres://u:canary-5RkQ@h/db";
const nats = (url: string) => ({ global: { nats: { enabled: true, url } } });
const fromSecret = {
  global: { nats: { auth: { existingSecret: "n", secretKeys: { username: "u", password: "p" } } } },
};
const item = (name: string, value: string) => [{ name, value }];

/** Values with a secret in clear, and the paths at which it is to be stored. */
const secrets: readonly (readonly [what: string, values: Mapping, paths: readonly string[]])[] = [
  ["the login of a URL of NATS", nats("nats://svc:canary-5RkQ@nats:4222"), ["nats.url"]],
  [
    "the same beside a Secret",
    merge(nats("nats://svc:canary-5RkQ@nats:4222"), fromSecret) as Mapping,
    ["nats.url"],
  ],
  [
    "a token of NATS beside a Secret",
    merge(nats("nats://canary-5RkQ@nats:4222"), fromSecret) as Mapping,
    ["nats.url"],
  ],
  [
    "the login of the second server",
    merge(nats("nats://a:4222,nats://u:canary-5RkQ@b:4222"), fromSecret) as Mapping,
    ["nats.url"],
  ],
  [
    "a URL in a variable",
    { membership: { config: { additionalEnv: item("MY_URL", login) } } },
    ["membership.env.MY_URL.secret"],
  ],
  [
    "a variable with a telling name",
    { portal: { config: { additionalEnv: item("SMTP_PASS", "canary-5RkQ") } } },
    ["portal.env.SMTP_PASS.secret"],
  ],
  [
    "a variable of Console",
    { "console-v3": { config: { additionalEnv: item("PROXY", "http://u:canary-5RkQ@p:1") } } },
    ["console.env.PROXY.secret"],
  ],
  ...Object.entries({
    "a URL with a blank in its login": "postgres://u:canary 5RkQ@h/d",
    "the login of MySQL": "u:canary-5RkQ@tcp(h:3306)/d",
    "a query with a token": "https://h/?access_token=canary-5RkQ",
    "a list with a key": "k=v,api_key=canary-5RkQ",
  }).map(
    ([what, value]) =>
      [
        what,
        { "console-v3": { config: { additionalEnv: item("A", value) } } },
        ["console.env.A.secret"],
      ] as const,
  ),
  [
    "a variable of Dex in a list",
    { membership: { dex: { envVars: item("MY_URL", login) } } },
    ["dex.env.MY_URL.secret"],
  ],
  [
    "a variable of Dex in a map",
    { membership: { dex: { env: { API_TOKEN: "canary-5RkQ", LOG: "x" } } } },
    ["dex.env.API_TOKEN.secret"],
  ],
];

describe("secrets in clear in Helm values", () => {
  for (const [what, values, paths] of secrets) {
    it(`go the way of secrets: ${what}`, () => {
      const { secrets: found, ...shown } = importValues(merge(smallest, values) as Mapping);
      assert.deepEqual(
        found.map(({ path }) => formatPath(path)),
        paths,
      );
      assert.ok(found.every(({ value }) => /canary.5RkQ/.test(value)));
      assert.ok(!JSON.stringify(shown).includes("canary"));
      assert.deepEqual(shown.problems, []);
    });
  }

  it("are left out with a note where no secret can be stored", () => {
    const values = merge(smallest, { membership: { podAnnotations: { a: "b", url: login } } });
    const { config, notes, problems, secrets: found } = importValues(values as Mapping);
    assert.deepEqual((config.membership as Mapping).podAnnotations, { a: "b" });
    assert.deepEqual(found, []);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      notes.filter(({ outcome }) => outcome === "lost").map(({ key, reason }) => [key, reason]),
      [
        [
          "membership.podAnnotations",
          "A secret in plain text, which membership.podAnnotations.url can't hold, is left out. Set it again without the secret.",
        ],
      ],
    );
  });

  it("are left out of Dex's login page", () => {
    const configOverrides = {
      frontend: { extra: { password: "canary-5RkQ", url: login, a: "b" } },
    };
    const release = importValues(
      merge(smallest, { membership: { dex: { configOverrides } } }) as Mapping,
    );
    assert.ok(!JSON.stringify({ ...release, secrets: [] }).includes("canary"));
    assert.deepEqual(
      release.secrets.map(({ value }) => value),
      [],
    );
  });

  const google = (clientSecret: string, further: Mapping = {}) => ({
    configOverrides: {
      ...further,
      connectors: [
        {
          type: "google",
          id: "google",
          name: "Google",
          config: { clientID: "$CID", clientSecret, hostedDomains: ["a.${CID}"] },
        },
      ],
    },
  });

  /** Variables whose names tell nothing, but the document does. */
  const variables: readonly (readonly [what: string, dex: Mapping, paths: readonly string[]])[] = [
    [
      "in the list",
      { envVars: [...item("CID", "id.test"), ...item("CORP", "canary-5RkQ")], ...google("$CORP") },
      ["dex.env.CORP.secret", "dex.connectors[0].config.clientSecret"],
    ],
    [
      "in the map",
      { env: { CID: "id.test", CORP: "canary-5RkQ" }, ...google("${CORP}") },
      ["dex.env.CORP.secret", "dex.connectors[0].config.clientSecret"],
    ],
    [
      "in a part of the secret",
      { env: { CID: "id.test", CORP: "canary-5RkQ" }, ...google("a-$CORP") },
      ["dex.env.CORP.secret", "dex.connectors[0].config.clientSecret"],
    ],
  ];

  for (const [what, dex, paths] of variables) {
    it(`are Dex's variables that a connector's secret names: ${what}`, () => {
      const { secrets: found, ...shown } = importValues(
        merge(smallest, { membership: { dex } }) as Mapping,
      );
      assert.deepEqual(found.map(({ path }) => formatPath(path)).sort(), [...paths].sort());
      assert.ok(!JSON.stringify(shown).includes("canary"));
      assert.deepEqual(shown.problems, []);
      const [connector] = (shown.config.dex as { connectors: Mapping[] }).connectors;
      assert.deepEqual(connector?.config, { clientID: "id.test", hostedDomains: ["a.id.test"] });
    });
  }

  it("are variables that the document names as those of a client's secret", () => {
    const dex = {
      env: { CID: "id.test", CORP: "canary-5RkQ", MINE: "canary-5RkQ" },
      ...google("$CORP", {
        staticClients: [
          { id: "membership", secretEnv: "MINE", name: "M", redirectURIs: ["https://m"] },
        ],
      }),
    };
    const release = importValues(merge(smallest, { membership: { dex } }) as Mapping);
    const { secrets: found, ...shown } = release;
    assert.ok(found.some(({ path }) => formatPath(path) === "dex.env.MINE.secret"));
    assert.ok(!JSON.stringify(shown).includes("canary"));
  });

  it("leave values of Dex's variables that are no scalars to the loader", () => {
    const values = {
      membership: { dex: { env: { A: { toString: "x" } }, envVars: [{ name: {} }] } },
    };
    const { config, problems } = importValues(merge(smallest, values) as Mapping);
    assert.deepEqual((config.dex as Mapping).env, { A: { toString: "x" } });
    assert.ok(problems.some(({ path }) => path.includes("dex.env.A")));
  });

  it("are not variables of Dex in a connector, which must be replaced by their values", () => {
    const env = (name: string, key: string) => ({
      name,
      valueFrom: { secretKeyRef: { name: "idp", key } },
    });
    const { problems } = importValues(
      merge(smallest, {
        membership: {
          dex: {
            envVars: [env("CID", "id"), env("CSEC", "secret")],
            configOverrides: {
              connectors: [
                {
                  type: "google",
                  id: "google",
                  name: "Google",
                  config: { clientID: "$CID", clientSecret: "$CSEC" },
                },
              ],
            },
          },
        },
      }) as Mapping,
    );
    assert.deepEqual(
      problems.map(({ path, message }) => [
        path.split(".").at(-1),
        /in the key (\w+) of the Secret idp/.exec(message)?.[1],
      ]),
      [
        ["clientID", "id"],
        ["clientSecret", "secret"],
      ],
    );
  });
});
