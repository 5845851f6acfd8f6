import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type PluginAttach, PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { messageOf } from "../../../messages/errors";
import type { FaultPlan, FaultTarget } from "../faults";
import { compare } from "./diff";
import { toDiffResponse } from "../../../plugin/protocol/diff-response";
import { Sessions } from "./sessions";
import { initializationDetails } from "./initialization-details";
import { InitializationError, type CheckFailure, type StandIn } from "./stand-in";
import { type Properties, type Value, fromStruct, isMap, keptIn, toStruct } from "./values";

/** What one call did, for a log that tests can count; it holds no property values. */
export interface LogEntry {
  readonly operation: string;
  readonly type: string;
  readonly name: string;
  readonly preview: boolean;
  readonly error?: string;
}

/** How to serve one stand-in. */
export interface ServerOptions {
  /** The version that the engine expects: that of the SDK package. */
  readonly version: string;
  /** Makes a fresh, unconfigured stand-in. */
  readonly create: () => Promise<StandIn>;
  readonly faults: FaultPlan;
  readonly log: (entry: LogEntry) => void;
}

/** Serves a stand-in to the engine on a free loopback port. */
export async function serve(options: ServerOptions): Promise<{ port: number; stop(): void }> {
  const server = new grpc.Server({
    // The engine's own limit is 400 MB; this side sets none.
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
  });
  server.addService(ResourceProviderService, handlers(options));
  const credentials = grpc.ServerCredentials.createInsecure();
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", credentials, (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
  return {
    port,
    stop: () => {
      server.forceShutdown();
    },
  };
}

/** How the engine's calls of one method reach a stand-in. */
type Unary = <Request, Response>(
  work: (request: Request, standIn: StandIn) => Promise<Response>,
) => grpc.handleUnaryCall<Request, Response>;

function handlers(options: ServerOptions): grpc.UntypedServiceImplementation {
  const sessions = new Sessions(options.create);
  const unary: Unary = (work) => (call, callback) => {
    sessions
      .of(call.getPeer())
      .then((standIn) => work(call.request, standIn))
      .then(
        (response) => {
          callback(null, response);
        },
        (error: unknown) => {
          callback({
            code: grpc.status.UNKNOWN,
            details: messageOf(error),
            ...(error instanceof InitializationError && { metadata: initializationDetails(error) }),
          });
        },
      );
  };
  return {
    ...providerMethods(options.version, unary),
    ...planMethods(unary),
    ...effectMethods(options, unary),
  };
}

/** What is asked of the provider itself. */
function providerMethods(version: string, unary: Unary) {
  return {
    getPluginInfo: unary<Empty, PluginInfo>(() =>
      Promise.resolve(new PluginInfo().setVersion(version)),
    ),

    // The engine attaches to a running plugin instead of starting one.
    attach: unary<PluginAttach, Empty>(() => Promise.resolve(new Empty())),

    cancel: unary<Empty, Empty>((_request, standIn) => {
      standIn.cancel?.();
      return Promise.resolve(new Empty());
    }),

    checkConfig: unary<proto.CheckRequest, proto.CheckResponse>((request, standIn) => {
      const config = fromStruct(request.getNews());
      const failures = standIn.checkConfig?.(config) ?? [];
      return Promise.resolve(checkResponse(request.getNews(), failures));
    }),

    diffConfig: unary<proto.DiffRequest, proto.DiffResponse>((request, standIn) => {
      const olds = fromStruct(request.getOldInputs() ?? request.getOlds());
      const replacing = new Set<unknown>(standIn.replacingConfig ?? []);
      const changes = compare(olds, fromStruct(request.getNews()), ([key]) => replacing.has(key));
      return Promise.resolve(toDiffResponse({ changes }));
    }),

    configure: unary<proto.ConfigureRequest, proto.ConfigureResponse>(async (request, standIn) => {
      await standIn.configure(fromStruct(request.getArgs()));
      // Without secrets and outputs the engine sends plain values, and marks what comes back.
      return new proto.ConfigureResponse()
        .setAcceptsecrets(false)
        .setAcceptresources(false)
        .setAcceptoutputs(false)
        .setSupportspreview(true);
    }),
  };
}

/** What is said of resources before anything is done. */
function planMethods(unary: Unary) {
  return {
    check: unary<proto.CheckRequest, proto.CheckResponse>(async (request, standIn) => {
      const { inputs, failures } = await standIn.check({
        ...resourceOf(request.getUrn()),
        news: fromStruct(request.getNews()),
      });
      return checkResponse(toStruct(inputs), failures ?? []);
    }),

    diff: unary<proto.DiffRequest, proto.DiffResponse>(async (request, standIn) =>
      toDiffResponse(
        await standIn.diff({
          ...resourceOf(request.getUrn()),
          id: request.getId(),
          oldInputs: fromStruct(request.getOldInputs()),
          state: fromStruct(request.getOlds()),
          news: fromStruct(request.getNews()),
        }),
      ),
    ),
  };
}

/** What is done with resources. */
function effectMethods(options: ServerOptions, unary: Unary) {
  const effect = <T>(target: FaultTarget, preview: boolean, work: () => Promise<T>) =>
    runEffect(options, target, preview, work);
  return {
    create: unary<proto.CreateRequest, proto.CreateResponse>((request, standIn) => {
      const resource = resourceOf(request.getUrn());
      const inputs = fromStruct(request.getProperties());
      const preview = request.getPreview();
      return effect(target("create", resource, inputs), preview, async () => {
        const { id, outputs } = await standIn.create({
          ...resource,
          inputs,
          preview,
          timeout: request.getTimeout(),
        });
        return new proto.CreateResponse().setId(preview ? "" : id).setProperties(toStruct(outputs));
      });
    }),

    read: unary<proto.ReadRequest, proto.ReadResponse>((request, standIn) => {
      const resource = resourceOf(request.getUrn());
      const inputs = fromStruct(request.getInputs());
      const state = fromStruct(request.getProperties());
      return effect(target("read", resource, inputs), false, async () => {
        const id = request.getId();
        const kept = keptIn(request.getProperties());
        const found = await standIn.read({ ...resource, id, inputs, state, kept });
        // No id says that the resource is gone.
        if (found === undefined) return new proto.ReadResponse();
        return new proto.ReadResponse()
          .setId(id)
          .setInputs(toStruct(found.inputs))
          .setProperties(toStruct(found.outputs));
      });
    }),

    update: unary<proto.UpdateRequest, proto.UpdateResponse>((request, standIn) => {
      const resource = resourceOf(request.getUrn());
      const news = fromStruct(request.getNews());
      const preview = request.getPreview();
      return effect(target("update", resource, news), preview, async () => {
        const outputs = await standIn.update({
          ...resource,
          id: request.getId(),
          oldInputs: fromStruct(request.getOldInputs()),
          state: fromStruct(request.getOlds()),
          kept: keptIn(request.getOlds()),
          news,
          preview,
          timeout: request.getTimeout(),
        });
        return new proto.UpdateResponse().setProperties(toStruct(outputs));
      });
    }),

    delete: unary<proto.DeleteRequest, Empty>((request, standIn) => {
      const resource = resourceOf(request.getUrn());
      const inputs = fromStruct(request.getOldInputs());
      const state = fromStruct(request.getProperties());
      return effect(target("delete", resource, inputs), false, async () => {
        await standIn.delete({ ...resource, id: request.getId(), inputs, state });
        return new Empty();
      });
    }),
  };
}

/** Runs what a fault may hit, and writes it to the log. */
async function runEffect<T>(
  { faults, log }: ServerOptions,
  target: FaultTarget,
  preview: boolean,
  work: () => Promise<T>,
): Promise<T> {
  const { operation, type, names } = target;
  const entry = { operation, type, name: names[0] ?? "", preview };
  try {
    if (!preview) faults.strike(target, "before");
    const result = await work();
    if (!preview) faults.strike(target, "after");
    log(entry);
    return result;
  } catch (error) {
    log({ ...entry, error: messageOf(error) });
    throw error;
  }
}

/** The type and logical name in a URN: `urn:pulumi:stack::project::parent$type::name`. */
function resourceOf(urn: string): { type: string; name: string } {
  const [, , types = "", ...name] = urn.split("::");
  return { type: types.slice(types.lastIndexOf("$") + 1), name: name.join("::") };
}

function target(
  operation: FaultTarget["operation"],
  resource: { type: string; name: string },
  inputs: Properties,
): FaultTarget {
  const metadata: Value | undefined = inputs.metadata;
  const physical = isMap(metadata) ? metadata.name : undefined;
  const names = typeof physical === "string" ? [resource.name, physical] : [resource.name];
  return { operation, type: resource.type, names };
}

function checkResponse(
  inputs: ReturnType<typeof toStruct> | undefined,
  failures: readonly CheckFailure[],
): proto.CheckResponse {
  return new proto.CheckResponse()
    .setInputs(inputs)
    .setFailuresList(
      failures.map(({ property, reason }) =>
        new proto.CheckFailure().setProperty(property).setReason(reason),
      ),
    );
}
