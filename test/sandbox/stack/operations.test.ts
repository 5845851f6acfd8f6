import { deepEqual, rejects } from "node:assert/strict";
import type { OutputMap, Stack } from "@pulumi/pulumi/automation";
import { deploy } from "../../../sandbox/stack/operations";

/** A stack whose update succeeds and gives these outputs. */
function stackWith(outputs: OutputMap): Stack {
  return { up: () => Promise.resolve({ outputs }) } as unknown as Stack;
}

describe("a deployment that the engine calls a success", () => {
  it("is one, when the program came to its end", async () => {
    const outputs = { namespace: { value: "formance", secret: false } };
    deepEqual((await deploy(stackWith(outputs), { hasOutputs: true })).outputs, outputs);
    deepEqual((await deploy(stackWith({}))).outputs, {});
  });

  it("is none, when the program did not get as far as its outputs", async () => {
    await rejects(
      deploy(stackWith({}), { hasOutputs: true }),
      /lost its connection.*npm run down/s,
    );
  });
});
