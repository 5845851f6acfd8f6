import assert from "node:assert/strict";

import type { EngineEvent, OpType } from "@pulumi/pulumi/automation";

import { changesText } from "../../../sandbox/stack/changes-text";
import { describeResource, ProgressTracker, progressText } from "../../../sandbox/stack/progress";

const urn = (type: string, name: string) =>
  `urn:pulumi:dev::formance-control-plane::${type}::${name}`;
const DEX = urn("formance-control-plane:index:ControlPlane$kubernetes:apps/v1:Deployment", "dex");
const ROLE = urn("postgresql:index/role:Role", "membership");
const STACK = urn("pulumi:pulumi:Stack", "formance-control-plane-dev");

const metadata = (resource: string, op: OpType) => ({
  op,
  urn: resource,
  type: resource.split("::")[2]?.split("$").at(-1) ?? "",
  provider: "",
});
const begins = (resource: string, op: OpType): EngineEvent => ({
  sequence: 0,
  timestamp: 0,
  resourcePreEvent: { metadata: metadata(resource, op) },
});
const ends = (resource: string, op: OpType): EngineEvent => ({
  sequence: 0,
  timestamp: 0,
  resOutputsEvent: { metadata: metadata(resource, op) },
});
const fails = (resource: string, op: OpType): EngineEvent => ({
  sequence: 0,
  timestamp: 0,
  resOpFailedEvent: { metadata: metadata(resource, op), status: 0, steps: 0 },
});

function follow(...events: EngineEvent[]) {
  const tracker = new ProgressTracker();
  for (const event of events) tracker.add(event);
  return tracker.progress;
}

describe("the progress of an operation", () => {
  it("names what is being worked on", () => {
    const progress = follow(begins(DEX, "create"), begins(ROLE, "create"), ends(ROLE, "create"));
    assert.equal(progressText(progress), "1 resource: Deployment dex");
    assert.equal(progress.changed, 1);
  });

  it("counts the others that are being worked on", () => {
    const progress = follow(begins(DEX, "create"), begins(ROLE, "create"));
    assert.equal(progressText(progress), "0 resources: Deployment dex and 1 more");
  });

  it("expects as many as the run before had", () => {
    assert.equal(progressText(follow(ends(DEX, "same")), 61), "1 of 61 resources");
  });

  it("does not name components", () => {
    const state = { type: "x", urn: ROLE, custom: false, id: "", parent: "", provider: "" };
    const component = { ...metadata(ROLE, "create"), new: { ...state, inputs: {}, outputs: {} } };
    const event = { sequence: 0, timestamp: 0, resourcePreEvent: { metadata: component } };
    assert.equal(progressText(follow(event, begins(DEX, "create"))), "0 resources: Deployment dex");
  });

  it("leaves the stack itself out", () => {
    assert.equal(progressText(follow(begins(STACK, "create"))), "0 resources");
  });

  it("does not name what is unchanged or has failed", () => {
    const progress = follow(begins(DEX, "same"), begins(ROLE, "create"), fails(ROLE, "create"));
    assert.equal(progressText(progress), "0 resources");
  });

  it("calls resources by their kind and name", () => {
    assert.equal(describeResource(DEX), "Deployment dex");
    assert.equal(describeResource(ROLE), "Role membership");
    assert.equal(describeResource(STACK), "the stack");
  });
});

describe("the changes of an operation", () => {
  it("are told when there are none", () => {
    assert.equal(changesText({ same: 61 }), "No changes: 61 resources as configured");
  });

  it("are told by what happened", () => {
    assert.equal(
      changesText({ "delete-replaced": 1, same: 57, update: 1, create: 2 }),
      "61 resources: 2 created, 1 updated, 1 delete-replaced, 57 unchanged",
    );
  });
});
