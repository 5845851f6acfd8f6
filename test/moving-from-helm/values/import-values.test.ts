import assert from "node:assert/strict";
import { merge } from "../../../yaml/merge";
import type { Mapping } from "../../../config/path";
import { umbrellaCharts } from "../../../moving-from-helm/chart/umbrella-charts";
import { HelmValuesError } from "../../../moving-from-helm/errors";
import { importHelmValues } from "../../../moving-from-helm/values/import-values";
import { project } from "../../config/support";
import { importValues, withSecrets } from "./profiles";

/** A release that needs no word about it, with changes. */
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

const changed = (changes: Mapping) => importValues(merge(smallest, changes) as Mapping);

describe("the values of a Helm release, imported", () => {
  for (const [what, values, path, wanted] of [
    [
      "a template that names another value",
      { global: { platform: { portal: { host: "pay.{{ .Values.global.serviceHost }}" } } } },
      ["hosts", "portal", "host"],
      "pay.example.com",
    ],
    [
      "replicas",
      { membership: { replicaCount: 3 }, portal: { replicas: 2 } },
      ["membership", "replicas"],
      3,
    ],
    [
      "images of another registry",
      { membership: { image: { repository: "mirror.example.com/a/membership-ee" } } },
      ["images", "membership"],
      { repository: "membership-ee", registry: "mirror.example.com/a" },
    ],
    [
      "the tag and the digest of an image",
      { membership: { image: { tag: `v9.9.9@sha256:${"0".repeat(64)}` } } },
      ["images", "membership"],
      { tag: "v9.9.9", digest: `sha256:${"0".repeat(64)}` },
    ],
    [
      "variables, those that are secret by their name as secrets",
      {
        membership: {
          config: {
            additionalEnv: [
              { name: "HTTPS_PROXY", value: "http://proxy:3128" },
              { name: "API_TOKEN", value: "canary" },
              {
                name: "KEY",
                valueFrom: { secretKeyRef: { name: "keys", key: "a" } },
              },
            ],
          },
        },
      },
      ["membership", "env"],
      {
        HTTPS_PROXY: "http://proxy:3128",
        API_TOKEN: { secret: "canary" },
        KEY: { secretRef: { name: "keys", key: "a" } },
      },
    ],
    [
      "the server of one service",
      {
        portal: {
          config: {
            postgresql: {
              host: "other.example.net",
              service: { ports: { postgresql: 5433 } },
              additionalArgs: "sslmode=verify-ca",
            },
          },
        },
      },
      ["database", "portal"],
      {
        host: "other.example.net",
        port: 5433,
        tlsMode: "verify-ca",
        database: "formance",
        user: "formance",
        passwordSecret: { name: "postgres", key: "password" },
      },
    ],
    [
      "a connection in clear of one service, with the word that production needs",
      { portal: { config: { postgresql: { additionalArgs: "sslmode=disable" } } } },
      ["database", "allowInsecure"],
      true,
    ],
    [
      "a URL in clear, with the word that production needs",
      { portal: { config: { postgresqlUrl: "postgresql://u:p@db/portal?sslmode=disable" } } },
      ["database", "allowInsecure"],
      true,
    ],
    [
      "parameters of connections, without those that the server would refuse",
      {
        global: {
          postgresql: {
            additionalArgs: "sslmode=verify-full&gssencmode=disable&application_name=a&host=b",
          },
        },
      },
      ["database", "parameters"],
      { application_name: "a" },
    ],
    [
      "a range for the number of pods",
      { membership: { dex: { autoscaling: { enabled: true, minReplicas: 2, maxReplicas: 4 } } } },
      ["dex", "autoscaling"],
      { minReplicas: 2, maxReplicas: 4 },
    ],
    [
      "the features that Portal leaves off",
      { portal: { config: { featuresDisabled: [] } } },
      ["portal", "featuresDisabled"],
      [],
    ],
    [
      "the features that Console leaves off, which are a variable there",
      {
        "console-v3": {
          config: { additionalEnv: [{ name: "FEATURES_DISABLED", value: "sessions,flows" }] },
        },
      },
      ["console", "featuresDisabled"],
      ["sessions", "flows"],
    ],
    [
      "the delays of stacks",
      { membership: { config: { stack: { cycle: { delay: { warn: "96h" } } } } } },
      ["membership", "stack"],
      { warnDelay: "96h" },
    ],
    [
      "local users, with the ids that Membership knows them by",
      {
        membership: {
          dex: {
            configOverrides: {
              staticPasswords: [
                { email: "a@example.com", hash: `$2a$10$${"a".repeat(53)}`, userID: "u1" },
              ],
            },
          },
        },
      },
      ["dex", "localUsers"],
      [{ email: "a@example.com", hash: `$2a$10$${"a".repeat(53)}`, userId: "u1" }],
    ],
    [
      "the wizard's document, which is a text of YAML",
      {
        membership: {
          config: {
            wizard: {
              setup:
                "users:\n  - id: u1\n    email: a@example.com\norganizations:\n  - id: demo\n    name: Demo\n    ownerId: u1\n",
            },
          },
        },
      },
      ["seed"],
      {
        via: "wizard",
        users: [{ id: "u1", email: "a@example.com" }],
        organizations: [{ id: "demo", name: "Demo", owner: "u1" }],
      },
    ],
    [
      "the wizard's policies and groups, in their organizations",
      {
        membership: {
          config: {
            wizard: {
              setup: `
                users: [{ id: u1, email: a@example.com }]
                organizations: [{ id: demo, name: Demo, ownerId: u1, defaultPolicyId: 1 }]
                policies: [{ organizationId: demo, name: Auditors, scopes: [stack:Read] }]
                groups: [{ organizationId: demo, name: Staff, policies: [Auditors] }]`,
            },
          },
        },
      },
      ["seed", "organizations"],
      [
        {
          id: "demo",
          name: "Demo",
          owner: "u1",
          defaultPolicy: 1,
          policies: [{ name: "Auditors", scopes: ["stack:Read"] }],
          groups: [{ name: "Staff", policies: ["Auditors"] }],
        },
      ],
    ],
    [
      "the issuer of cert-manager, in place of its annotation",
      {
        membership: {
          ingress: { annotations: { "cert-manager.io/cluster-issuer": "letsencrypt" } },
        },
      },
      ["ingress", "tls"],
      { mode: "cert-manager", issuer: "letsencrypt", secretName: "tls" },
    ],
  ] as const) {
    it(`keep ${what}`, () => {
      const release = changed(values);
      const found = path.reduce<unknown>(
        (value, key) => (value as Mapping | undefined)?.[key],
        withSecrets(release),
      );
      assert.deepEqual(found, wanted);
    });
  }

  it("are the same config when helm prints the defaults as well", () => {
    const [given, all] = ["user-supplied", "computed"].map((kind) =>
      changed(kind === "computed" ? { portal: { replicas: 1, ingress: { enabled: true } } } : {}),
    );
    assert.deepEqual(all?.config, given?.config);
    assert.deepEqual(all?.notes, given?.notes);
  });

  it("are found below an umbrella chart of one's own, whose globals win", () => {
    const below = importValues({ platform: smallest, global: { serviceHost: "example.org" } });
    assert.equal(below.config.domain, "example.org");
    assert.deepEqual(below.problems, []);
  });

  it("have the other defaults of the chart formance", () => {
    const [cloudprem, formance] = umbrellaCharts.map((chart) =>
      importHelmValues(smallest, { project, chart }),
    );
    assert.deepEqual(cloudprem?.config.hosts, { console: { host: "console.v3.example.com" } });
    assert.equal(formance?.config.hosts, undefined);
    assert.deepEqual(
      [cloudprem, formance].map(
        (release) =>
          (release?.config.database as { portal: { database?: string } }).portal.database,
      ),
      ["formance", undefined],
    );
  });

  it("name each key that nothing came of, with the reason", () => {
    const { notes } = changed({
      console: { replicas: 2 },
      operator: { image: "x" },
      membership: {
        feature: { migrationHooks: true },
        commonLabels: { team: "x" },
        imgae: { tag: "x" },
        config: { additionalEnv: [{ name: "A", valueFrom: { fieldRef: {} } }] },
        dex: { configOverrides: { issuer: "https://x" }, hostAliases: [{ ip: "10.0.0.1" }] },
      },
      portal: { config: { postgresql: { additionalArgs: "sslmode=require&a=b" } } },
    });
    const outcomes = notes.map(({ key, outcome }) => [key, outcome]);
    for (const wanted of [
      ["console", "unused"],
      ["operator", "obsolete"],
      ["membership.feature.migrationHooks", "obsolete"],
      ["membership.commonLabels.team", "unused"],
      ["membership.imgae.tag", "unknown"],
      ["membership.config.additionalEnv[0]", "lost"],
      ["membership.dex.configOverrides.issuer", "lost"],
      ["membership.dex.hostAliases", "lost"],
      ["portal.config.postgresql.additionalArgs", "lost"],
    ]) {
      assert.ok(
        outcomes.some(([key, outcome]) => key === wanted[0] && outcome === wanted[1]),
        `${wanted.join(" is ")}: ${JSON.stringify(outcomes)}`,
      );
    }
  });

  it("warn of a release whose objects have the names of the control plane's", () => {
    const keys = ["formance", "cp"].map((name) =>
      importHelmValues(smallest, { project, name, namespace: "formance-system" }).notes.map(
        ({ key }) => key,
      ),
    );
    assert.ok(keys[0]?.includes("--release formance"));
    assert.ok(!keys[1]?.some((key) => key.startsWith("--release")));
  });

  it("never show a template's text, which may hold a secret", () => {
    const { notes, config } = changed({
      global: { platform: { portal: { host: '{{ include "canary" . }}' } } },
    });
    const [note] = notes.filter(({ outcome }) => outcome === "lost");
    assert.equal(note?.key, "global.platform.portal.host");
    assert.doesNotMatch(JSON.stringify([notes, config]), /canary/);
  });

  it("end with a template that names itself", () => {
    const { notes } = changed({ portal: { annotations: { a: "{{ .Values.annotations.a }}" } } });
    assert.ok(
      notes.some(({ key, outcome }) => key.startsWith("portal.annotations") && outcome === "lost"),
    );
  });

  it("are refused where there is no control plane in them", () => {
    assert.throws(
      () => importHelmValues({ replicas: 2, image: {} }, { project }),
      (error) => error instanceof HelmValuesError && error.message.includes("replicas, image"),
    );
  });
});
