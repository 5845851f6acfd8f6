import assert from "node:assert/strict";
import { connectivityState, type Client } from "@grpc/grpc-js";
import * as pulumi from "@pulumi/pulumi";
import { openTestSandbox, type TestSandbox } from "./sandbox";

describe("a program's connections to the real engine", function () {
  this.timeout(120_000);
  const runs: Client[][] = [];
  let test: TestSandbox;

  before(async () => {
    test = await openTestSandbox({
      program: () => {
        const clients = [pulumi.runtime.getMonitor(), pulumi.runtime.getEngine()];
        assert.ok(clients.every((client) => client !== undefined));
        // The SDK's types of its clients leave out that they are gRPC's.
        runs.push(clients as unknown as Client[]);
        return Promise.resolve({});
      },
    });
  });

  after(() => test.remove());

  it("are closed by the next run, and not before, since messages may be on their way", async () => {
    for (let run = 0; run < 3; run += 1) await test.sandbox.deploy();
    const [first = [], second = [], third = []] = runs.map((clients) =>
      clients.map((client) => client.getChannel().getConnectivityState(false)),
    );
    const { SHUTDOWN } = connectivityState;
    assert.deepEqual([...first, ...second], [SHUTDOWN, SHUTDOWN, SHUTDOWN, SHUTDOWN]);
    assert.equal(third.length, 2);
    assert.ok(third.every((state) => state !== SHUTDOWN));
  });
});
