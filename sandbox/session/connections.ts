import { connectivityState, type Client } from "@grpc/grpc-js";
import { runtime } from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation";

/** Connections of this process to engines, of which all but the newest run's have ended. */
const open = new Set<Client>();

/**
 * The program, which closes the connections to engines that have ended before it begins. The
 * Automation API leaves them open, and gRPC goes on looking for the engines that are gone. A later
 * engine at the same port would be taken for one of these, as one that doesn't answer; the API takes
 * that for the end of the engine and calls the run a success, and the engine deletes whatever the
 * program did not get to name. Not at the end of a run: messages may still be on their way then.
 */
export function closingConnections(program: PulumiFn): PulumiFn {
  return () => {
    for (const client of open) {
      if (stateOf(client) === connectivityState.READY) continue;
      client.close();
      open.delete(client);
    }
    for (const client of [runtime.getMonitor(), runtime.getEngine()]) {
      if (isClient(client)) open.add(client);
    }
    return program();
  };
}

function stateOf(client: Client): connectivityState {
  return client.getChannel().getConnectivityState(false);
}

/** The SDK's own types of its clients leave out that they are gRPC's. */
function isClient(client: object | undefined): client is Client {
  return client !== undefined && "getChannel" in client;
}
