import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse, stringify } from "yaml";
import { exampleStacks } from "../support/example-stacks";
import { faultsOf, preparePython, type ManifestText } from "../support/kubernetes-validate";
import { canary } from "../support/mocks";
import { filesBelow, openTestSandbox } from "./sandbox";

/** The oldest Kubernetes that the control plane is made for, and the newest whose API is published. */
const versions = ["1.30", "1.37"];

/** What every control plane consists of. */
const kinds = [
  "ConfigMap",
  "Deployment",
  "Job",
  "Namespace",
  "Secret",
  "Service",
  "ServiceAccount",
];

/** One of them, besides. */
const entries = ["Ingress", "HTTPRoute"];

/**
 * Groups whose kinds are no part of Kubernetes itself. The end-to-end tests have a real API server
 * check these objects, by the projects' own definitions.
 */
const otherGroups = [
  "cert-manager.io",
  "elbv2.k8s.aws",
  "external-secrets.io",
  "gateway.networking.k8s.io",
  "monitoring.coreos.com",
];

describe("rendered manifests", function () {
  this.timeout(600_000);
  /** By stack. */
  const manifests = new Map<string, ManifestText[]>();
  let faults: string[] = [];

  before(async () => {
    manifests.set("dev", await renderDev());
    for (const stack of exampleStacks()) {
      const resources = await stack.record(canary());
      const objects = resources.filter(
        ({ type, inputs }) => type.startsWith("kubernetes:") && inputs.kind !== undefined,
      );
      const texts = objects.map(({ type, name, inputs }) => ({
        file: `${stack.name}/${type.split(":").at(-1)}/${name}.json`,
        text: JSON.stringify(inputs),
      }));
      manifests.set(stack.name, texts);
    }
    const own = [...manifests.values()].flat().filter(({ text }) => !isOfAnotherGroup(text));
    faults = await faultsOf(own, versions);
  });

  for (const stack of ["dev", ...exampleStacks().map(({ name }) => name)]) {
    it(`of ${stack} are valid for Kubernetes ${versions.join(" and ")}`, () => {
      assert.deepEqual(
        faults.filter((fault) => fault.startsWith(`${stack}/`)),
        [],
      );
    });

    it(`of ${stack} are a whole control plane`, () => {
      const texts = manifests.get(stack) ?? [];
      const found = texts.map(({ text }) => (parse(text) as { kind?: string }).kind ?? "");
      assert.deepEqual(
        kinds.filter((kind) => !found.includes(kind)),
        [],
      );
      assert.ok(
        entries.some((kind) => found.includes(kind)),
        "no public entry",
      );
      assert.ok(texts.length >= 25, `only ${texts.length}`);
    });
  }
});

function isOfAnotherGroup(text: string): boolean {
  const { apiVersion = "" } = parse(text) as { apiVersion?: string };
  return otherGroups.includes(apiVersion.split("/")[0] ?? "");
}

async function renderDev(): Promise<ManifestText[]> {
  const test = await openTestSandbox();
  try {
    await test.sandbox.deploy();
    const { manifests } = test.sandbox.places;
    return filesBelow(manifests).map(({ path: file, text }) => ({
      file: path.join("dev", path.relative(manifests, file)),
      text,
    }));
  } finally {
    await test.remove();
  }
}

describe("the check of manifests", function () {
  this.timeout(600_000);
  const deployment = (changes: object, container: object = {}) => ({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "web" },
    spec: {
      selector: { matchLabels: { app: "web" } },
      template: {
        metadata: { labels: { app: "web" } },
        spec: { containers: [{ name: "web", image: "web:1", ...container }] },
      },
      ...changes,
    },
  });
  const faultsIn = (object: object) =>
    faultsOf([{ file: "web.yaml", text: stringify(object) }], ["1.37"]);

  it("passes what is right", async () => {
    assert.deepEqual(await faultsIn(deployment({ replicas: 2 })), []);
  });

  it("names file and field of unknown fields, wrong types and what is missing, all at once", async () => {
    const wrong = deployment(
      { replicas: "2", replica: 2, selector: undefined },
      { prots: [], tty: 1 },
    );
    const faults = (await faultsIn(wrong)).sort();
    const place = "web.yaml, Kubernetes 1.37: spec";
    assert.deepEqual(faults, [
      `${place}.replica is unknown`,
      `${place}.replicas is text, not ['integer', 'null']`,
      `${place}.selector is missing`,
      `${place}.template.spec.containers[0].prots is unknown`,
      `${place}.template.spec.containers[0].tty is a whole number, not ['boolean', 'null']`,
    ]);
  });

  it("says no value, which may be a secret", async () => {
    const secret = canary();
    const object = {
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "s" },
      stringData: secret,
    };
    const faults = await faultsIn(object);
    assert.equal(faults.length, 1);
    assert.ok(!faults.join().includes(secret));
  });

  it("knows the API of each version, and no kind that it lacks", async () => {
    const policy = { apiVersion: "policy/v1beta1", kind: "PodDisruptionBudget", metadata: {} };
    assert.deepEqual(await faultsIn(policy), [
      "web.yaml, Kubernetes 1.37: policy/v1beta1 has no kind PodDisruptionBudget",
    ]);
    const hostnameOverride = JSON.stringify(
      deployment({ template: { spec: { containers: [{ name: "a" }], hostnameOverride: "a" } } }),
    );
    assert.deepEqual(await faultsOf([{ file: "a.json", text: hostnameOverride }], versions), [
      "a.json, Kubernetes 1.30: spec.template.spec.hostnameOverride is unknown",
    ]);
  });

  it("reads YAML as kubectl does", async () => {
    const text = "apiVersion: v1\nkind: ConfigMap\ndata: { switch: on, day: 2026-11-24 }\n";
    assert.deepEqual((await faultsOf([{ file: "c.yaml", text }], ["1.37"])).sort(), [
      "c.yaml, Kubernetes 1.37: data.day is a date, not ['string', 'null']",
      "c.yaml, Kubernetes 1.37: data.switch is a boolean, not ['string', 'null']",
    ]);
  });

  it("says what is missing on a machine without Python, and leaves nothing there", async () => {
    const cache = mkdtempSync(path.join(tmpdir(), "formance-cache-"));
    try {
      await assert.rejects(
        preparePython({ cache, pythons: ["no-such-python"] }),
        /no Python 3\.9 or later \(looked for no-such-python on PATH\)\.\nInstall it/,
      );
      const python = path.join(cache, "python");
      writeFileSync(python, '#!/bin/sh\n[ "$1" = -c ] || { echo no venv here; exit 1; }\n', {
        mode: 0o755,
      });
      await assert.rejects(
        preparePython({ cache, pythons: [python] }),
        /can't make a virtual environment: no venv here\.\nInstall Python's venv module/,
      );
      assert.deepEqual(readdirSync(cache), ["python"]);
    } finally {
      rmSync(cache, { recursive: true });
    }
  });
});
