import type { ClientOptions } from "@grpc/grpc-js";
import { grpcClientOptions } from "@pulumi/pulumi/runtime/settings";

declare module "@pulumi/pulumi/runtime/settings" {
  // Exported by the SDK, and missing from its types.
  const grpcClientOptions: ClientOptions;
}

/**
 * Lets no run of the engine share its connections with those of another. The Automation API leaves
 * them open, and gRPC goes on looking for the engines that are gone. A later engine at the same port
 * would be taken for one of these, as one that doesn't answer; the API takes that for the end of the
 * engine and calls the run a success, and the engine deletes whatever the program did not get to
 * name.
 */
export function separateConnections(): void {
  grpcClientOptions["grpc.use_local_subchannel_pool"] = 1;
}
