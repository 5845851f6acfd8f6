import { equal, notEqual } from "node:assert/strict";
import {
  Client,
  credentials,
  Server,
  ServerCredentials,
  status,
  type MethodDefinition,
} from "@grpc/grpc-js";
import { grpcClientOptions } from "@pulumi/pulumi/runtime/settings";
import { separateConnections } from "../../../sandbox/stack/connections";

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
async function serve(wanted: number): Promise<{ server: Server; port: number }> {
  const server = new Server();
  server.addService(
    { echo },
    {
      echo: (call: { request: Buffer }, answer: (error: null, value: Buffer) => void) => {
        answer(null, call.request);
      },
    },
  );
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${wanted}`, ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  return { server, port };
}

/** A client as the SDK makes those of the engine. */
const connect = (port: number) =>
  new Client(`127.0.0.1:${port}`, credentials.createInsecure(), grpcClientOptions);

/** The status of one call. */
function call(client: Client): Promise<number> {
  return new Promise((resolve) => {
    client.makeUnaryRequest(echo.path, same, same, Buffer.from("hello"), (error) => {
      resolve(error?.code ?? status.OK);
    });
  });
}

describe("the connections to an engine", () => {
  const ends: (() => void)[] = [];

  afterEach(() => {
    for (const end of ends.splice(0)) end();
  });

  it("are not those to an earlier one at the same port, which has gone", async () => {
    separateConnections();
    const first = await serve(0);
    const left = connect(first.port);
    ends.push(() => {
      left.close();
    });
    equal(await call(left), status.OK);
    first.server.forceShutdown();
    // It looks for the server that is gone, and pauses longer and longer.
    for (let tries = 0; tries < 3; tries += 1) notEqual(await call(left), status.OK);

    const second = await serve(first.port);
    const fresh = connect(first.port);
    ends.push(() => {
      fresh.close();
      second.server.forceShutdown();
    });
    equal(await call(fresh), status.OK);
  });
});
