import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type Properties, fromStruct, toStruct } from "../../../../sandbox/plugins/protocol/values";

/** What a diff says, without the protobuf around it. */
export interface Diff {
  readonly changed: readonly string[];
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

type Answer<T> = (error: grpc.ServiceError | null, response: T) => void;

/** Calls one stand-in as the engine does. */
export class ProviderClient {
  readonly #client: ResourceProviderClient;

  /** Takes the value of `PULUMI_DEBUG_PROVIDERS` and the name of the package. */
  constructor(debugProviders: string, name: string) {
    const entry = debugProviders.split(",").find((text) => text.startsWith(`${name}:`));
    const port = entry?.slice(name.length + 1) ?? "0";
    this.#client = new ResourceProviderClient(
      `127.0.0.1:${port}`,
      grpc.credentials.createInsecure(),
      // As in the engine, every provider resource has a connection of its own.
      { "grpc.use_local_subchannel_pool": 1 },
    );
  }

  close(): void {
    this.#client.close();
  }

  async version(): Promise<string> {
    const info = await unary<{ getVersion(): string }>((done) =>
      this.#client.getPluginInfo(new Empty(), done),
    );
    return info.getVersion();
  }

  async configure(config: Properties = {}): Promise<proto.ConfigureResponse> {
    const request = new proto.ConfigureRequest().setArgs(toStruct(config));
    return unary((done) => this.#client.configure(request, done));
  }

  async diffConfig(olds: Properties, news: Properties): Promise<Diff> {
    const request = new proto.DiffRequest().setOldInputs(toStruct(olds)).setNews(toStruct(news));
    return diffOf(await unary((done) => this.#client.diffConfig(request, done)));
  }

  async check(
    type: string,
    news: Properties,
    options: { olds?: Properties } = {},
  ): Promise<{ inputs: Properties; failures: string[] }> {
    const request = new proto.CheckRequest().setUrn(urnOf(type)).setNews(toStruct(news));
    if (options.olds) request.setOlds(toStruct(options.olds));
    const response = await unary<proto.CheckResponse>((done) => this.#client.check(request, done));
    const failures = response
      .getFailuresList()
      .map((failure) => `${failure.getProperty()} ${failure.getReason()}`);
    return { inputs: fromStruct(response.getInputs()), failures };
  }

  async diff(
    type: string,
    oldInputs: Properties,
    news: Properties,
    state: Properties = oldInputs,
  ): Promise<Diff> {
    const request = new proto.DiffRequest()
      .setUrn(urnOf(type))
      .setId("id")
      .setOlds(toStruct(state))
      .setOldInputs(toStruct(oldInputs))
      .setNews(toStruct(news));
    return diffOf(await unary((done) => this.#client.diff(request, done)));
  }

  async create(
    type: string,
    inputs: Properties,
    options: { name?: string; preview?: boolean } = {},
  ): Promise<{ id: string; outputs: Properties }> {
    const request = new proto.CreateRequest()
      .setUrn(urnOf(type, options.name))
      .setProperties(toStruct(inputs))
      .setPreview(options.preview ?? false);
    const response = await unary<proto.CreateResponse>((done) =>
      this.#client.create(request, done),
    );
    return { id: response.getId(), outputs: fromStruct(response.getProperties()) };
  }

  /** Undefined if the resource is gone. */
  async read(
    type: string,
    id: string,
    inputs: Properties,
    state: Properties = inputs,
  ): Promise<{ inputs: Properties; outputs: Properties } | undefined> {
    const request = new proto.ReadRequest()
      .setUrn(urnOf(type))
      .setId(id)
      .setInputs(toStruct(inputs))
      .setProperties(toStruct(state));
    const response = await unary<proto.ReadResponse>((done) => this.#client.read(request, done));
    if (response.getId() === "") return undefined;
    return {
      inputs: fromStruct(response.getInputs()),
      outputs: fromStruct(response.getProperties()),
    };
  }

  async update(
    type: string,
    id: string,
    olds: Properties,
    news: Properties,
    options: { preview?: boolean; state?: Properties } = {},
  ): Promise<Properties> {
    const request = new proto.UpdateRequest()
      .setUrn(urnOf(type))
      .setId(id)
      .setOldInputs(toStruct(olds))
      .setOlds(toStruct(options.state ?? olds))
      .setNews(toStruct(news))
      .setPreview(options.preview ?? false);
    const response = await unary<proto.UpdateResponse>((done) =>
      this.#client.update(request, done),
    );
    return fromStruct(response.getProperties());
  }

  async delete(type: string, id: string, inputs: Properties): Promise<void> {
    const request = new proto.DeleteRequest()
      .setUrn(urnOf(type))
      .setId(id)
      .setOldInputs(toStruct(inputs))
      .setProperties(toStruct(inputs));
    await unary<Empty>((done) => this.#client.delete(request, done));
  }
}

function urnOf(type: string, name = "thing"): string {
  return `urn:pulumi:test::project::some:index:Parent$${type}::${name}`;
}

function diffOf(response: proto.DiffResponse): Diff {
  const changed: string[] = [];
  response.getDetaileddiffMap().forEach((_, path) => changed.push(path));
  return {
    changed: changed.sort(),
    replaces: response.getReplacesList().sort(),
    deleteBeforeReplace: response.getDeletebeforereplace(),
  };
}

function unary<T>(call: (done: Answer<T>) => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    call((error, response) => {
      if (error) reject(new Error(error.details, { cause: error }));
      else resolve(response);
    });
  });
}
