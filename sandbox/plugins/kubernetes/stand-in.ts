import type { DiffResult } from "../../../plugin/protocol/change";
import type {
  CheckCall,
  CheckResult,
  CreateCall,
  CreateResult,
  DeleteCall,
  DiffCall,
  Outputs,
  ReadCall,
  ReadResult,
  StandIn,
  UpdateCall,
} from "../protocol/stand-in";
import { InitializationError } from "../protocol/stand-in";
import { type Properties, UNKNOWN, isUnknown, secret } from "../protocol/values";
import type { BackEnd } from "./back-end";
import { type KubernetesConfig, parseConfig } from "./config";
import { liveInputs, storedInputs } from "./drift";
import { FIELD_MANAGER, annotationOf, identityOf, metadataOf, resourceId } from "./manifest";
import { normalizeInputs, withSecretData } from "./normalize";
import { Renderer } from "./render";
import { diffObjects, keepsName } from "./replacement";
import { withNamespace } from "./scope";

/**
 * The stand-in of the `kubernetes` provider: renders YAML files, or applies objects to a cluster.
 *
 * In a cluster it waits until Deployments, Jobs, Services, Ingresses and what has the annotation
 * `pulumi.com/waitFor` are ready, and makes Jobs again that are not.
 *
 * @param waits - whether it does so; an API server without controllers makes nothing ready
 */
export function createKubernetes(waits = true): StandIn {
  return new KubernetesStandIn(waits);
}

class KubernetesStandIn implements StandIn {
  readonly replacingConfig = ["renderYamlToDirectory"];
  readonly #waits: boolean;
  readonly #stop = new AbortController();
  #config: KubernetesConfig = parseConfig({});
  #backEnd?: Promise<BackEnd>;

  constructor(waits: boolean) {
    this.#waits = waits;
  }

  configure(config: Properties): void {
    this.#config = parseConfig(config);
    this.#backEnd = undefined;
  }

  check({ type, news }: CheckCall): CheckResult {
    const written = this.#normalized({ ...identityFromType(type), ...news });
    const inputs = withNamespace(written, this.#config.namespace);
    const { metadata } = inputs;
    const isNamed = isUnknown(metadata) || metadataOf(inputs).name !== undefined;
    // The official provider chooses a name then, which the program leaves to no provider.
    const reason = "is missing; the local stand-in chooses no names";
    return {
      inputs: this.#rendersFiles ? inputs : withSecretData(inputs),
      failures: isNamed ? [] : [{ property: "metadata.name", reason }],
    };
  }

  async diff({ oldInputs, news }: DiffCall): Promise<DiffResult> {
    const { mutability } = this.#config;
    const found = diffObjects(this.#stored(oldInputs), this.#normalized(news), mutability);
    if (!(await this.#asksToBeMadeAgain(oldInputs))) return found;
    const path = ["metadata", "annotations", "pulumi.com/replaceUnready"];
    const again = { path, kind: "update" as const, replace: true };
    return { changes: [...found.changes, again], deleteBeforeReplace: keepsName(oldInputs, news) };
  }

  async create({ inputs, preview, timeout }: CreateCall): Promise<CreateResult> {
    if (preview) return { id: "", outputs: this.#previewOf(inputs) };
    const made = await (await this.#target()).create(inputs);
    const outputs = this.#stateOf(inputs, await this.#ready(made, inputs, { timeout }));
    return { id: resourceId(identityOf(inputs)), outputs };
  }

  async read({ type, inputs, state, kept, id }: ReadCall): Promise<ReadResult | undefined> {
    const own = Object.keys(inputs).length > 0;
    const known = own ? inputs : named(type, state, id);
    const live = await (await this.#target()).read(known);
    if (live === undefined) {
      // Files can't tell whether a cluster holds what someone else has made.
      const elsewhere = !own && this.#rendersFiles;
      return elsewhere ? { inputs: {}, outputs: known } : undefined;
    }
    const found = liveInputs(this.#stored(own ? known : nameOf(known)), live);
    const fieldManager = fieldManagerOf(kept);
    const inputsFound = this.#rendersFiles ? found : withSecretData(found);
    return { inputs: inputsFound, outputs: this.#stateOf(found, live, fieldManager) };
  }

  async update({ state, kept, news, preview, timeout }: UpdateCall): Promise<Outputs> {
    if (preview) {
      const uid = metadataOf(state).uid;
      const metadata = { ...metadataOf(news), ...(uid === undefined ? {} : { uid }) };
      return { ...news, metadata };
    }
    const fieldManager = fieldManagerOf(kept);
    const changed = await (await this.#target()).update(news, fieldManager);
    const live = await this.#ready(changed, news, { timeout, fieldManager });
    return this.#stateOf(news, live, fieldManager);
  }

  async delete({ inputs, state }: DeleteCall): Promise<void> {
    await (await this.#target()).delete(Object.keys(inputs).length > 0 ? inputs : state);
  }

  cancel(): void {
    this.#stop.abort();
  }

  /** The object once it is ready. */
  async #ready(
    live: Properties,
    inputs: Properties,
    { timeout, fieldManager }: { readonly timeout: number; readonly fieldManager?: string },
  ): Promise<Properties> {
    const target = await this.#target();
    if (!this.#waits || target.untilReady === undefined) return live;
    try {
      return await target.untilReady(live, { timeout, signal: this.#stop.signal });
    } catch (error) {
      if (!(error instanceof InitializationError)) throw error;
      // The engine keeps it as it is in the state, and the next update waits for it again.
      throw new InitializationError(
        error.message,
        error.id,
        this.#stateOf(inputs, error.outputs, fieldManager),
      );
    }
  }

  async #asksToBeMadeAgain(object: Properties): Promise<boolean> {
    const asks = annotationOf(object, "pulumi.com/replaceUnready")?.toLowerCase() === "true";
    if (!asks || !this.#waits) return false;
    // A server that can't be asked fails the update, not the look before it.
    const target = await this.#target();
    return target.isUnready === undefined ? false : target.isUnready(object).catch(() => false);
  }

  /** What a new object will look like; a server alone knows its uid. */
  #previewOf(inputs: Properties): Properties {
    if (this.#rendersFiles) return inputs;
    return { ...inputs, metadata: { ...metadataOf(inputs), uid: UNKNOWN } };
  }

  /**
   * What the program gave, under what the object has become. The official provider compares with the
   * inputs that it finds in a state, and replaces an object without them.
   */
  #stateOf(inputs: Properties, live: Outputs, fieldManager = FIELD_MANAGER): Outputs {
    const both = { ...inputs, ...live };
    if (this.#rendersFiles) return both;
    return {
      ...withSecretData(both),
      __inputs: secret(inputs),
      __initialApiVersion: inputs.apiVersion ?? "",
      __fieldManager: fieldManager,
    };
  }

  get #rendersFiles(): boolean {
    return this.#config.renderDirectory !== undefined;
  }

  #normalized(inputs: Properties): Properties {
    return this.#rendersFiles ? inputs : normalizeInputs(inputs);
  }

  /** The inputs as the target keeps them: a file keeps what a server drops. */
  #stored(inputs: Properties): Properties {
    return this.#rendersFiles ? inputs : storedInputs(normalizeInputs(inputs));
  }

  #target(): Promise<BackEnd> {
    this.#backEnd ??= openBackEnd(this.#config);
    return this.#backEnd;
  }
}

async function openBackEnd(config: KubernetesConfig): Promise<BackEnd> {
  if (config.renderDirectory !== undefined) return new Renderer(config.renderDirectory);
  const { connect } = await import("./cluster.js");
  return connect(config);
}

/** Who owns the fields of an object of this state: the official provider chooses a name for each. */
function fieldManagerOf(kept: Properties): string {
  const { __fieldManager: manager } = kept;
  return typeof manager === "string" ? manager : FIELD_MANAGER;
}

/** What is looked up by an id alone, as the object of that name. */
function named(type: string, state: Properties, id: string): Properties {
  if (metadataOf(state).name !== undefined) return state;
  const [name = "", namespace] = id.split("/").reverse();
  const metadata = {
    ...metadataOf(state),
    name,
    ...(namespace === undefined ? {} : { namespace }),
  };
  return { ...identityFromType(type), ...state, metadata };
}

/** What an object that is looked up was looked up by, whatever its state holds meanwhile. */
function nameOf(known: Properties): Properties {
  const { apiVersion, kind } = identityOf(known);
  const { name, namespace } = metadataOf(known);
  const metadata = namespace === undefined ? { name } : { name, namespace };
  return { apiVersion, kind, metadata: metadata as Properties };
}

/** `kubernetes:apps/v1:Deployment` names the API version and kind; the core group's is `core/v1`. */
function identityFromType(type: string): { apiVersion: string; kind: string } {
  const [, version = "", kind = ""] = type.split(":");
  return { apiVersion: version.replace(/^core\//, ""), kind };
}
