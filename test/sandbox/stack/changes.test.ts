import assert from "node:assert/strict";

import type { EngineEvent, OpType } from "@pulumi/pulumi/automation";

import { ChangeCollector } from "../../../sandbox/stack/changes";
import { changesReport } from "../../../sandbox/stack/changes-report";
import { settingChanges } from "../../../sandbox/stack/setting-changes";

const COMPONENT = "formance-control-plane:index";

function event(op: OpType, type: string, name: string, inputs?: [object?, object?]): EngineEvent {
  const state = (value: object | undefined) =>
    value && { type, urn: "", custom: true, id: "", parent: "", provider: "", inputs: value };
  const [before, after] = inputs ?? [{}, {}];
  const metadata = {
    op,
    urn: `urn:pulumi:dev::project::${type}::${name}`,
    type: type.split("$").at(-1) ?? "",
    provider: "",
    old: state(before),
    new: state(after),
  } as NonNullable<EngineEvent["resOutputsEvent"]>["metadata"];
  return { sequence: 0, timestamp: 0, resOutputsEvent: { metadata } };
}

const dex = `${COMPONENT}:ControlPlane$${COMPONENT}:DexProvider$kubernetes:`;
const template = (secret: string) => ({
  spec: { replicas: 1, template: { spec: { volumes: [{ secret }] } } },
});
const EVENTS: EngineEvent[] = [
  event("create-replacement", `${dex}core/v1:Secret`, "config"),
  event("update", `${dex}apps/v1:Deployment`, "dex", [template("config-1"), template("config-2")]),
  event("replace", `${dex}core/v1:Secret`, "config"),
  event("same", `${dex}core/v1:Service`, "dex"),
  event(
    "update",
    `${COMPONENT}:ControlPlane$${COMPONENT}:Console$kubernetes:apps/v1:Deployment`,
    "console",
    [{ spec: { replicas: 1 } }, { spec: { replicas: 2 } }],
  ),
  event("update", "pulumi:providers:pulumi-nodejs", "default"),
];

const BEFORE = `
config:
  formance-control-plane:domain: example.com
  formance-control-plane:dex:
    expiry: { idTokens: 24h }
    connectors: [{ id: okta, config: { clientSecret: { secure: one } } }]
`;
const AFTER = BEFORE.replace("24h", "1h")
  .replace("one", "two")
  .replace("example.com", "example.org");

function collected(): ChangeCollector["changes"] {
  const collector = new ChangeCollector();
  for (const each of EVENTS) collector.add(each);
  return collector.changes;
}

describe("what a deployment changed", () => {
  it("is told by part, with the settings that did it and the pods that restart", () => {
    const settings = settingChanges(BEFORE, AFTER);
    assert.deepEqual(changesReport(collected(), settings, { verbose: false, diff: false }), [
      "because of domain: example.com → example.org",
      "Dex",
      "  because of dex.expiry.idTokens: 24h → 1h",
      "  because of dex.connectors[0].config.clientSecret: changed",
      "  updated Deployment dex",
      "  replaced Secret config",
      "  restarts the pods of Deployment dex",
      "Console",
      "  updated Deployment console",
    ]);
  });

  it("is told as YAML where it is asked for", () => {
    const lines = changesReport(collected(), [], { verbose: false, diff: true });
    assert.ok(
      lines.some((line) => /^ +- +replicas: 1$/.test(line)),
      lines.join("\n"),
    );
    assert.ok(lines.some((line) => /^ +\+ +replicas: 2$/.test(line)));
  });

  it("shows no mark of the engine for a secret", () => {
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
    const inputs = (name: string) => ({ key: { ...secret, ciphertext: "[secret]" }, name });
    const collector = new ChangeCollector();
    collector.add(
      event("update", "tls:index/certRequest:CertRequest", "a", [inputs("b"), inputs("c")]),
    );
    const text = changesReport(collector.changes, [], { verbose: false, diff: true }).join("\n");
    assert.match(text, /key: "\[secret\]"\n/);
    assert.doesNotMatch(text, /4dabf18|ciphertext/);
  });

  it("is counted where it is much, unless each object is asked for", () => {
    const collector = new ChangeCollector();
    const policies = `${COMPONENT}:NetworkPolicies$kubernetes:networking.k8s.io/v1:NetworkPolicy`;
    for (const name of ["a", "b", "c", "d"]) collector.add(event("create", policies, name));
    const report = (verbose: boolean) =>
      changesReport(collector.changes, [], { verbose, diff: false });
    assert.deepEqual(report(false), ["Network", "  created 4 NetworkPolicies"]);
    assert.match(
      report(true)[1] ?? "",
      /created NetworkPolicy a, NetworkPolicy b, .*, NetworkPolicy d/,
    );
  });

  it("knows the entries of a list by their names", () => {
    const users = (...emails: string[]) =>
      `config:\n  formance-control-plane:seed:\n    users:\n${emails
        .map((email) => `      - email: ${email}\n`)
        .join("")}`;
    assert.deepEqual(settingChanges(users("a@b.c", "d@b.c"), users("new@b.c", "d@b.c")), [
      { path: "seed.users[0]", text: "removed: a@b.c" },
      { path: "seed.users[0]", text: "added: new@b.c" },
    ]);
    assert.deepEqual(settingChanges(users("a@b.c"), users("new@b.c", "a@b.c")), [
      { path: "seed.users[0]", text: "added: new@b.c" },
    ]);
  });

  it("names settings that were added and removed", () => {
    assert.deepEqual(
      settingChanges("config:\n  a:b: 1\n", "config:\n  formance-control-plane:name: one\n"),
      [
        { path: "a:b", text: "removed" },
        { path: "name", text: "added: one" },
      ],
    );
  });
});
