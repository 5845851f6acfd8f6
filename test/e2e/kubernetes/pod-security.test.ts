import assert from "node:assert/strict";
import { restrictedFindings } from "../support/pod-security";
import { allStacks, podsOf, type StackObjects } from "./objects";

describe("the reference evaluator of Pod Security", function () {
  this.timeout(900_000);
  let stacks: StackObjects[] = [];

  before(async () => {
    stacks = await allStacks();
  });

  it("finds nothing that the level restricted forbids in any pod of any stack", async () => {
    const pods = stacks.flatMap(({ stack, objects }) =>
      objects.flatMap(podsOf).map((pod) => ({
        ...pod,
        metadata: { ...pod.metadata, name: `${stack}/${pod.metadata?.name ?? ""}` },
      })),
    );
    assert.ok(pods.length >= 7 * stacks.length, `${pods.length} pods of ${stacks.length} stacks`);
    const findings = await restrictedFindings(pods);
    assert.equal(Object.keys(findings).length, pods.length);
    assert.deepEqual(
      Object.entries(findings).filter(([, found]) => found.length > 0),
      [],
    );
  });

  it("finds what is wrong with a pod of no hardening", async () => {
    const found = await restrictedFindings([
      {
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name: "bad" },
        spec: { hostNetwork: true, containers: [{ name: "bad", image: "bad:1" }] },
      },
    ]);
    const texts = found.bad?.join("\n") ?? "";
    for (const word of ["host namespaces", "allowPrivilegeEscalation", "capabilities", "seccomp"]) {
      assert.ok(texts.includes(word), `${word} in ${texts}`);
    }
  });
});
