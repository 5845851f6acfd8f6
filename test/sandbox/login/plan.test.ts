import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stringify } from "yaml";

import { connectorFailures, troubles } from "../../../sandbox/login/dex-log";
import { html } from "../../../sandbox/login/html";
import { planLogin } from "../../../sandbox/login/plan";
import { createAuthority } from "../../support/certificates";
import { temporaryFolder } from "../temporary-folder";

const HOSTS = ["dex.a.localhost", "membership.a.localhost", "console.a.localhost"];
const OUTPUTS = {
  loginIssuer: "https://dex.a.localhost",
  membershipUrl: "https://membership.a.localhost/api",
  consoleUrl: "https://console.a.localhost",
};
const CONFIG = {
  issuer: "https://dex.a.localhost",
  storage: { type: "kubernetes", config: { inCluster: true } },
  staticClients: [
    {
      id: "membership",
      secretEnv: "CLIENT_SECRET",
      redirectURIs: ["https://membership.a.localhost/api/authorize/callback"],
    },
    { id: "other", redirectURIs: ["https://dex.a.localhost.example.com/callback"] },
  ],
  connectors: [
    {
      type: "saml",
      id: "saml",
      name: "SAML",
      config: { ca: "/etc/dex-connectors/ca", redirectURI: "https://dex.a.localhost/callback" },
    },
  ],
  grpc: { addr: "0.0.0.0:5557" },
};

describe("the plan of a login", () => {
  let folder: string;

  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const plan = () =>
    planLogin({
      stack: "dev",
      port: 8443,
      manifests: folder,
      outputs: OUTPUTS,
      database: { host: "127.0.0.1", port: 5432, user: "postgres", password: "" },
      passwordCommand: "npm run password",
      connectorPlaces: new Map([
        ["saml", { path: "dex.connectors[0]", file: "Pulumi.dev.yaml", line: 30 }],
      ]),
    });

  async function render({ hosts = HOSTS, secret = true } = {}): Promise<void> {
    const { certificate, key } = await (await createAuthority()).issue({ names: hosts });
    const objects = [
      deployment(),
      {
        kind: "Secret",
        metadata: { name: "config" },
        stringData: { "config.yaml": stringify(CONFIG), ca: "the CA" },
      },
      ...(secret
        ? [
            {
              kind: "Secret",
              metadata: { name: "clients" },
              data: { membership: btoa("client-secret") },
            },
          ]
        : []),
      {
        kind: "Secret",
        metadata: { name: "tls" },
        type: "kubernetes.io/tls",
        stringData: { "tls.crt": certificate, "tls.key": key },
      },
    ];
    mkdirSync(path.join(folder, "1-manifest"));
    for (const [index, object] of objects.entries()) {
      writeFileSync(path.join(folder, "1-manifest", `${index}.yaml`), stringify(object));
    }
  }

  it("has the deployed configuration with the port of the entry, and its files", async () => {
    await render();
    const planned = plan();
    assert.ok("dex" in planned, JSON.stringify(planned));
    const { config, files, env, args } = planned.dex;
    assert.equal(config.issuer, "https://dex.a.localhost:8443");
    assert.deepEqual(config.storage, { type: "memory" });
    assert.match(planned.differences.join(), /memory/);
    const text = JSON.stringify(config);
    assert.match(text, /"https:\/\/dex\.a\.localhost:8443\/callback"/);
    assert.match(text, /"https:\/\/dex\.a\.localhost\.example\.com\/callback"/);
    assert.deepEqual(Object.values(files), ["the CA"]);
    assert.match(text, new RegExp(`"ca":"${Object.keys(files)[0] ?? ""}"`));
    assert.equal(env.CLIENT_SECRET, "client-secret");
    assert.deepEqual(args, ["--grpc-addr", "127.0.0.1:0"]);
    assert.deepEqual(planned.client, {
      id: "membership",
      secret: "client-secret",
      redirectUri: "https://membership.a.localhost:8443/api/authorize/callback",
      scope: "openid email federated:id",
    });
    assert.deepEqual(planned.connectors, [
      {
        id: "saml",
        type: "saml",
        name: "SAML",
        setting: "dex.connectors[0] in Pulumi.dev.yaml",
      },
    ]);
  });

  it("says why there is none", async () => {
    assert.match(JSON.stringify(plan()), /deploys no Dex/);
    await render({ secret: false });
    assert.match(JSON.stringify(plan()), /Dex reads what the stack doesn't create: Secret clients/);
  });

  it("needs a certificate of the stack for each host", async () => {
    await render({ hosts: HOSTS.slice(1) });
    assert.match(JSON.stringify(plan()), /no certificate for dex\.a\.localhost.*self-signed/);
  });
});

/** As this machine's clock shows it. */
function localTime(time: string): string {
  const date = new Date(time);
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

describe("the log of Dex", () => {
  const json =
    '{"level":"ERROR","msg":"server: Failed to open connector","err":"failed to open connector: no route","id":"okta"}\n{"level":"INFO","msg":"listening on"}';
  const plain =
    'time=1 level=ERROR msg="server: Failed to open connector" err="no \\"route\\"" id=okta';

  it("tells which connectors failed", () => {
    assert.deepEqual(connectorFailures(json), { okta: "no route" });
    assert.deepEqual(Object.keys(connectorFailures(plain)), ["okta"]);
    assert.deepEqual(troubles(json).length, 1);
    assert.deepEqual(troubles('{"time":"2026-11-29T07:56:59.69Z","level":"WARN","msg":"slow"}'), [
      `${localTime("2026-11-29T07:56:59Z")} slow`,
    ]);
  });

  const URL_ = "https://id.example.com:1/.well-known/openid-configuration";
  const failures: readonly (readonly [string, string])[] = [
    [`dial tcp 127.0.0.1:1: connect: connection refused`, `nothing listens at ${URL_}`],
    [
      `dial tcp: lookup id.example.com: no such host`,
      "the host name id.example.com doesn't resolve",
    ],
    [
      "tls: failed to verify certificate: x509: certificate signed by unknown authority",
      "the certificate of id.example.com isn't trusted (certificate signed by unknown authority)",
    ],
    ["context deadline exceeded", `${URL_} doesn't answer in time`],
    ["something new", `failed to get provider: Get "${URL_}": something new`],
  ];
  for (const [said, told] of failures) {
    it(`is told in words: ${said}`, () => {
      const err = `failed to open connector: failed to get provider: Get "${URL_}": ${said}`;
      const log = JSON.stringify({ msg: "server: Failed to open connector", err, id: "okta" });
      assert.deepEqual(connectorFailures(log), { okta: told });
    });
  }

  it("tells of a provider that has another name", () => {
    const err =
      'failed to open connector: failed to get provider: oidc: issuer did not match the issuer returned by provider, expected "https://a" got "https://b"';
    const log = JSON.stringify({ msg: "server: Failed to open connector", err, id: "okta" });
    assert.deepEqual(connectorFailures(log), {
      okta: "the provider at https://a says that its issuer is https://b",
    });
  });
});

describe("the page's markup", () => {
  it("escapes every value", () => {
    const name = `<script>"&'`;
    assert.equal(
      html`<p title="${name}">${[html`<b>${name}</b>`]}${undefined}${false}</p>`.text,
      '<p title="&lt;script&gt;&quot;&amp;&#39;"><b>&lt;script&gt;&quot;&amp;&#39;</b></p>',
    );
  });
});

function deployment() {
  return {
    kind: "Deployment",
    metadata: {
      name: "dex",
      labels: { "app.kubernetes.io/name": "dex", "app.kubernetes.io/component": "server" },
    },
    spec: {
      template: {
        spec: {
          containers: [
            {
              args: ["dex", "serve", "/etc/dex/config.yaml"],
              env: [
                {
                  name: "CLIENT_SECRET",
                  valueFrom: { secretKeyRef: { name: "clients", key: "membership" } },
                },
              ],
              volumeMounts: [
                { name: "config", mountPath: "/etc/dex" },
                { name: "connectors", mountPath: "/etc/dex-connectors" },
              ],
            },
          ],
          volumes: [
            {
              name: "config",
              secret: {
                secretName: "config",
                items: [{ key: "config.yaml", path: "config.yaml" }],
              },
            },
            {
              name: "connectors",
              projected: {
                sources: [{ secret: { name: "config", items: [{ key: "ca", path: "ca" }] } }],
              },
            },
          ],
        },
      },
    },
  };
}
