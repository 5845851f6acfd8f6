import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { connectivityState, type Client } from "@grpc/grpc-js";
import * as pulumi from "@pulumi/pulumi";
import { openTestSandbox, type TestSandbox } from "./sandbox";

describe("a program's connections to the real engine", function () {
  this.timeout(120_000);
  const clients: Client[] = [];
  let test: TestSandbox;

  before(async () => {
    test = await openTestSandbox({
      program: () => {
        for (const client of [pulumi.runtime.getMonitor(), pulumi.runtime.getEngine()]) {
          assert.ok(client !== undefined);
          // The SDK's types of its clients leave out that they are gRPC's.
          clients.push(client as unknown as Client);
        }
        return Promise.resolve({});
      },
    });
  });

  after(() => test.remove());

  it("are closed when the run is over", async () => {
    await test.sandbox.deploy();
    await test.sandbox.deploy();
    assert.equal(clients.length, 4);
    const isOpen = (client: Client) =>
      client.getChannel().getConnectivityState(false) !== connectivityState.SHUTDOWN;
    // The engine's process may have ended just before its connections did.
    while (clients.some(isOpen)) await sleep(5);
  });
});
