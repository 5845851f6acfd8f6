import { deepEqual, equal, match } from "node:assert/strict";

import { runChains } from "../../../checks/chain";
import { clusterPreflight } from "../../../checks/preflight/cluster/chains";
import { enginePreflight } from "../../../checks/preflight/engine/chains";
import type { Plugin } from "../../../checks/preflight/engine/engine";
import { namePreflight } from "../../../checks/preflight/network/chains";
import { publicHosts } from "../../../checks/preflight/network/host-name";
import { changed, load } from "../../config/support";

describe("the preflight of the engine", () => {
  const needed = [
    { name: "kubernetes", version: "4.30.0" },
    { name: "random", version: "4.18.0" },
  ];

  const check = (
    version: string,
    installed: readonly Plugin[],
    pendingCreates: readonly string[] = [],
  ) =>
    runChains(
      enginePreflight({
        version,
        needed,
        stack: "acme",
        pendingCreates: () => Promise.resolve(pendingCreates),
        installed: () => Promise.resolve(installed),
      }),
    );

  it("finds nothing wrong with a release that has the plugins", async () => {
    const results = await check("3.230.0", needed);
    deepEqual(
      results.map(({ id, status }) => `${id} ${status}`),
      ["engine-version ok", "engine-plugins ok", "engine-pending ok"],
    );
  });

  it("refuses one that is too old", async () => {
    const [version, plugins] = await check("v3.229.9", needed);
    equal(version?.status, "failed");
    equal(plugins?.status, "not-done");
  });

  it("names what an update was creating when it was cut off, and the way out", async () => {
    const names = ["Role dex", "Role a", "Role b", "Role c", "Role d", "Role e", "Role f"];
    const [, , pending] = await check("4.0.0", needed, names);
    equal(pending?.status, "failed");
    match(
      pending.evidence,
      /^An interrupted update left 7 creates unfinished: Role dex, .* Role d, and 2 more\.$/,
    );
    match(
      pending.remedy ?? "",
      /stack recover --stack acme, then pulumi up --refresh --stack acme/,
    );
  });

  it("speaks of the sandbox's own engine, which brings its plugins", async () => {
    const none = () => Promise.resolve([]);
    const place = { needed, stack: "dev", pendingCreates: none, installed: none };
    const engine = { version: "3.259.0", ofSandbox: true, ...place };
    const [version, plugins] = await runChains(enginePreflight(engine));
    match(version?.evidence ?? "", /^The sandbox runs Pulumi 3\.259\.0/);
    equal(plugins?.status, "ok");
  });

  it("tells what will be downloaded", async () => {
    const [, plugins] = await check("4.0.0", [{ name: "random", version: "4.17.0" }]);
    equal(plugins?.status, "warning");
    match(plugins.evidence, /download kubernetes 4\.30\.0, random 4\.18\.0/);
  });
});

describe("the preflight of the host names", () => {
  it("looks at those of the services that are deployed", () => {
    const config = load(
      changed({
        dex: null,
        database: { dex: null, portal: null },
        portal: { enabled: false },
        oidc: { host: "id.test", clientId: "c", clientSecret: "s-5RkQ" },
        hosts: { console: { host: "ui.test" } },
      }),
    );
    deepEqual(publicHosts(config), ["membership.example.com", "ui.test"]);
  });

  it("takes names below .localhost for this machine, and warns of unknown ones", async () => {
    const local = await runChains(namePreflight(load(changed({ domain: "formance.localhost" }))));
    deepEqual(new Set(local.map(({ status }) => status)), new Set(["ok"]));
    const unknown = load(changed({ domain: "formance.invalid" }));
    const results = await runChains(namePreflight(unknown), { timeLimit: 60_000 });
    deepEqual(new Set(results.map(({ status }) => status)), new Set(["warning"]));
    match(results[0]?.evidence ?? "", /formance\.invalid doesn't resolve yet/);
  });
});

describe("the preflight of the cluster", () => {
  const config = load(changed({}));
  const check = (settings: Record<string, string>) =>
    runChains(clusterPreflight(config, settings), { timeLimit: 20_000 });

  it("asks none where objects are written to a folder", async () => {
    const results = await check({ renderYamlToDirectory: "manifests" });
    deepEqual(new Set(results.map(({ status }) => status)), new Set(["not-done"]));
    match(results[0]?.evidence ?? "", /are written to manifests, not to a cluster/);
  });

  it("says that a kubeconfig can't be read, or has no such context", async () => {
    const [missing] = await check({ kubeconfig: "/nowhere/kubeconfig" });
    equal(missing?.status, "failed");
    const text = JSON.stringify({ apiVersion: "v1", kind: "Config", contexts: [], clusters: [] });
    const [context] = await check({ kubeconfig: text, context: "prod" });
    equal(context?.status, "failed");
    match(context.evidence, /no context prod/);
    match(context.remedy ?? "", /kubernetes:context/);
  });

  it("says that the API server can't be reached", async () => {
    const kubeconfig = JSON.stringify({
      apiVersion: "v1",
      kind: "Config",
      clusters: [{ name: "a", cluster: { server: "https://127.0.0.1:1" } }],
      users: [{ name: "a", user: { token: "t" } }],
      contexts: [{ name: "a", context: { cluster: "a", user: "a" } }],
      "current-context": "a",
    });
    const results = await check({ kubeconfig });
    deepEqual(
      results.map(({ id, status }) => `${id} ${status}`),
      [
        "cluster-reach failed",
        "cluster-kinds not-done",
        "cluster-rights not-done",
        "cluster-version not-done",
        "cluster-secrets not-done",
      ],
    );
  });
});
