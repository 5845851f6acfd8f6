import type { Client } from "@grpc/grpc-js";
import { connectivityState } from "@grpc/grpc-js";
import { runtime } from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation";

/**
 * The program, with its connections to the engine closed when the engine ends. The Automation API
 * leaves them open, and gRPC goes on looking for the engine that is gone. A later engine at the same
 * port would be taken for it, as one that doesn't answer; the API takes that for the end of the
 * engine and calls the run a success, and the engine deletes whatever the program did not get to
 * name.
 */
export function closingConnections(program: PulumiFn): PulumiFn {
  return () => {
    for (const client of [runtime.getMonitor(), runtime.getEngine()]) {
      if (isClient(client)) closeWhenDropped(client);
    }
    return program();
  };
}

/** Closes the client when its connection, once made, is gone. */
export function closeWhenDropped(client: Client): void {
  const channel = client.getChannel();
  let connected = false;
  const look = (): void => {
    const state = channel.getConnectivityState(false);
    if (state === connectivityState.SHUTDOWN) return;
    connected ||= state === connectivityState.READY;
    if (connected && state !== connectivityState.READY) {
      client.close();
      return;
    }
    channel.watchConnectivityState(state, Infinity, look);
  };
  look();
}

/** The SDK's own types of its clients leave out that they are gRPC's. */
function isClient(client: object | undefined): client is Client {
  return client !== undefined && "getChannel" in client;
}
