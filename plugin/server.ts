import { createRequire } from "node:module";
import type * as Grpc from "@grpc/grpc-js";
import { main } from "@pulumi/pulumi/provider";
import type {
  ConfigureRequest,
  ConfigureResponse,
  DiffRequest,
  DiffResponse,
  ReadRequest,
  ReadResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import type * as StructPb from "google-protobuf/google/protobuf/struct_pb";
import { messageOf } from "../messages/errors";
import { serveSeedFrom } from "../components/seed/seed-resource";
import type { Properties } from "../seed/properties";
import { PackageProvider } from "./provider";
import { toDiffResponse } from "./protocol/diff-response";
import { diff } from "./seed-provider";

// The SDK's own: a second copy would be another server.
const sdk = createRequire(require.resolve("@pulumi/pulumi/package.json"));
const grpc = sdk("@grpc/grpc-js") as typeof Grpc;
const { Struct } = sdk("google-protobuf/google/protobuf/struct_pb.js") as typeof StructPb;

/**
 * Serves the package by the SDK's server, with answers of our own. That server knows no detailed diff;
 * it fails at an import, which has no properties; and it doesn't say which provider resource it is
 * asked for, which the components' seed has to name, or the engine would look for another plugin.
 */
export async function serve(args: string[]): Promise<void> {
  const prototype = grpc.Server.prototype;
  // Called with its server below.
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const { addService } = prototype;
  prototype.addService = function (service, handlers) {
    addService.call(this, service, withOwnAnswers(handlers));
  };
  try {
    await main(new PackageProvider(), args);
  } finally {
    prototype.addService = addService;
  }
}

function withOwnAnswers(handlers: Grpc.UntypedServiceImplementation) {
  const read = handlers.read as Grpc.handleUnaryCall<ReadRequest, ReadResponse>;
  const configure = handlers.configure as Grpc.handleUnaryCall<ConfigureRequest, ConfigureResponse>;
  return Object.assign(Object.create(handlers) as Grpc.UntypedServiceImplementation, {
    configure: ((call, callback) => {
      serveSeedFrom(`${call.request.getUrn()}::${call.request.getId()}`);
      configure.call(handlers, call, callback);
    }) satisfies Grpc.handleUnaryCall<ConfigureRequest, ConfigureResponse>,
    read: ((call, callback) => {
      if (!call.request.hasProperties()) call.request.setProperties(new Struct());
      read.call(handlers, call, callback);
    }) satisfies Grpc.handleUnaryCall<ReadRequest, ReadResponse>,
    diff: ((call, callback) => {
      const { request } = call;
      const properties = (struct: ReturnType<DiffRequest["getNews"]>) =>
        (struct?.toJavaScript() ?? {}) as Properties;
      diff(request.getId(), properties(request.getOlds()), properties(request.getNews())).then(
        (result) => {
          callback(null, toDiffResponse(result));
        },
        (error: unknown) => {
          callback({ code: grpc.status.UNKNOWN, details: messageOf(error) });
        },
      );
    }) satisfies Grpc.handleUnaryCall<DiffRequest, DiffResponse>,
  });
}
