import { deepEqual, equal } from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import {
  Client,
  connectivityState,
  credentials,
  Server,
  ServerCredentials,
  status,
  type MethodDefinition,
} from "@grpc/grpc-js";
import { closeWhenDropped } from "../../../sandbox/session/connections";

const same = (bytes: Buffer): Buffer => bytes;
const echo: MethodDefinition<Buffer, Buffer> = {
  path: "/test.Echo/Echo",
  requestStream: false,
  responseStream: false,
  requestSerialize: same,
  requestDeserialize: same,
  responseSerialize: same,
  responseDeserialize: same,
};

/** A server on the port; 0 is any free one. */
async function serve(port: number): Promise<{ server: Server; port: number }> {
  const server = new Server();
  server.addService(
    { echo },
    {
      echo: (call: { request: Buffer }, answer: (error: null, value: Buffer) => void) => {
        answer(null, call.request);
      },
    },
  );
  const bound = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createInsecure(), (error, number) => {
      if (error === null) resolve(number);
      else reject(error);
    });
  });
  return { server, port: bound };
}

const connect = (port: number) => new Client(`127.0.0.1:${port}`, credentials.createInsecure());

/** The status of one call. */
function call(client: Client): Promise<number> {
  return new Promise((resolve) => {
    client.makeUnaryRequest(echo.path, same, same, Buffer.from("hello"), (error) => {
      resolve(error?.code ?? status.OK);
    });
  });
}

const stateOf = (client: Client) => client.getChannel().getConnectivityState(false);

describe("the connections to an engine", () => {
  it("are closed when it ends, so that one at its port is not taken for it", async () => {
    const first = await serve(0);
    const clients = [connect(first.port), connect(first.port)];
    clients.forEach(closeWhenDropped);
    for (const client of clients) equal(await call(client), status.OK);
    first.server.forceShutdown();
    while (clients.some((client) => stateOf(client) !== connectivityState.SHUTDOWN)) await sleep(5);

    const second = await serve(first.port);
    const fresh = connect(first.port);
    equal(await call(fresh), status.OK);
    fresh.close();
    second.server.forceShutdown();
  });

  it("stay open as long as it runs", async () => {
    const { server, port } = await serve(0);
    const client = connect(port);
    closeWhenDropped(client);
    deepEqual([await call(client), await call(client)], [status.OK, status.OK]);
    client.close();
    server.forceShutdown();
  });
});
