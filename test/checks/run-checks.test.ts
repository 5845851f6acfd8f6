import assert from "node:assert/strict";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";

import { runChains } from "../../checks/chain";
import type { PlannedCheck } from "../../checks/check";
import { hasFailure } from "../../checks/check";
import { probeHttp } from "../../checks/network/http-probe";
import { runChecks } from "../../checks/run-checks";

function check(subject: string, run: PlannedCheck["run"]): PlannedCheck {
  return { id: "test", group: "tests", subject, run };
}

describe("checks", () => {
  it("answers in the order of the checks, whichever ends first", async () => {
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const ended: string[] = [];
    const results = await runChecks(
      [
        check("slow", async () => {
          await gate;
          return { status: "ok", evidence: "at last" };
        }),
        check("quick", () => Promise.resolve({ status: "warning", evidence: "x", remedy: "y" })),
      ],
      {
        onResult: ({ subject }) => {
          ended.push(subject);
          release();
        },
      },
    );
    assert.deepEqual(ended, ["quick", "slow"]);
    assert.deepEqual(
      results.map(({ subject, status }) => [subject, status]),
      [
        ["slow", "ok"],
        ["quick", "warning"],
      ],
    );
    assert.equal(hasFailure(results), false);
  });

  it("makes a rejection a failed finding", async () => {
    const [result] = await runChecks([check("x", () => Promise.reject(new Error("no route")))]);
    assert.equal(result?.status, "failed");
    assert.equal(result.evidence, "no route");
    assert.ok(result.remedy);
  });

  it("ends a check that hangs, and tells it so", async () => {
    let aborted = false;
    const results = await runChecks(
      [
        check("hangs", (signal) => {
          signal.addEventListener("abort", () => (aborted = true));
          return new Promise(() => undefined);
        }),
      ],
      { timeLimit: 20 },
    );
    assert.equal(results[0]?.status, "failed");
    assert.match(results[0].evidence, /No answer within 0.02 seconds/);
    assert.ok(aborted);
    assert.ok(hasFailure(results));
  });

  it("doesn't take its own business for a server that is slow", async () => {
    const server = new Worker(
      `const server = require("node:http").createServer((_request, response) => {
        setTimeout(() => response.end("here"), 200);
      });
      server.listen(0, "127.0.0.1", () => {
        require("node:worker_threads").parentPort.postMessage(server.address().port);
      });`,
      { eval: true },
    );
    try {
      const [port] = (await once(server, "message")) as [number];
      const results = runChecks(
        [
          check("server", async (signal) => {
            const { body } = await probeHttp(new URL(`http://127.0.0.1:${port}/`), { signal });
            return { status: "ok", evidence: body };
          }),
        ],
        { timeLimit: 1_000 },
      );
      // As the start of large libraries on a machine with much else to do.
      for (let turn = 1; turn <= 4; turn += 1) {
        const end = performance.now() + 600;
        while (performance.now() < end);
        await sleep(1);
      }
      assert.equal((await results)[0]?.evidence, "here");
    } finally {
      await server.terminate();
    }
  });

  it("does not begin what the time for all is over for", async () => {
    const waits = (subject: string): PlannedCheck =>
      check(
        subject,
        (signal) =>
          new Promise((resolve) => {
            signal.addEventListener("abort", () => {
              resolve({ status: "ok", evidence: "" });
            });
          }),
      );
    const never = check("never", () => Promise.reject(new Error("it was begun")));
    const softly = check("softly", () =>
      Promise.resolve({ status: "warning", evidence: "x", remedy: "y" }),
    );
    const results = await runChains([[softly, waits("slow"), never]], { totalLimit: 1_000 });
    assert.deepEqual(
      results.map(({ subject, status }) => [subject, status]),
      [
        ["softly", "warning"],
        ["slow", "failed"],
        ["never", "not-done"],
      ],
    );
    const [none] = await runChains([[never]], { totalLimit: 0 });
    assert.equal(none?.status, "not-done");
    assert.match(none.evidence, /The 0 seconds for all checks are over/);
  });
});
