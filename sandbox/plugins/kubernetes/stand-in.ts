import type { DiffResult } from "../protocol/diff";
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
import { type Properties, UNKNOWN } from "../protocol/values";
import type { BackEnd } from "./back-end";
import { type KubernetesConfig, parseConfig } from "./config";
import { liveInputs, storedInputs } from "./drift";
import { identityOf, metadataOf, resourceId } from "./manifest";
import { withName } from "./names";
import { Renderer } from "./render";
import { diffObjects } from "./replacement";

/**
 * The stand-in of the `kubernetes` provider: renders YAML files, or applies objects to a cluster.
 *
 * It does not wait for an object's status: a Deployment is done when the API has accepted it. A
 * preview looks at the inputs alone and asks no server.
 */
export function createKubernetes(): StandIn {
  return new KubernetesStandIn();
}

class KubernetesStandIn implements StandIn {
  readonly replacingConfig = ["renderYamlToDirectory"];
  #config: KubernetesConfig = parseConfig({});
  #backEnd?: Promise<BackEnd>;

  configure(config: Properties): void {
    this.#config = parseConfig(config);
    this.#backEnd = undefined;
  }

  check({ type, name, olds, news, seed }: CheckCall): CheckResult {
    const inputs = { ...identityFromType(type), ...news };
    const { namespace: defaultNamespace } = this.#config;
    return { inputs: withName(inputs, { logicalName: name, olds, seed, defaultNamespace }) };
  }

  diff({ oldInputs, news }: DiffCall): DiffResult {
    return diffObjects(this.#stored(oldInputs), news, this.#config.mutability);
  }

  async create({ inputs, preview }: CreateCall): Promise<CreateResult> {
    if (preview) return { id: "", outputs: this.#previewOf(inputs) };
    const outputs = await (await this.#target()).create(inputs);
    return { id: resourceId(identityOf(inputs)), outputs: merged(inputs, outputs) };
  }

  async read({ type, inputs, state, id }: ReadCall): Promise<ReadResult | undefined> {
    const own = Object.keys(inputs).length > 0;
    const known = own ? inputs : named(type, state, id);
    const live = await (await this.#target()).read(known);
    if (live === undefined) {
      // Files can't tell whether a cluster holds what someone else has made.
      const elsewhere = !own && this.#config.renderDirectory !== undefined;
      return elsewhere ? { inputs: {}, outputs: known } : undefined;
    }
    const found = liveInputs(this.#stored(known), live);
    return { inputs: found, outputs: merged(found, live) };
  }

  async update({ state, news, preview }: UpdateCall): Promise<Outputs> {
    if (preview) {
      const uid = metadataOf(state).uid;
      const metadata = { ...metadataOf(news), ...(uid === undefined ? {} : { uid }) };
      return { ...news, metadata };
    }
    return merged(news, await (await this.#target()).update(news));
  }

  async delete({ inputs, state }: DeleteCall): Promise<void> {
    await (await this.#target()).delete(Object.keys(inputs).length > 0 ? inputs : state);
  }

  /** What a new object will look like; a server alone knows its uid. */
  #previewOf(inputs: Properties): Properties {
    if (this.#config.renderDirectory !== undefined) return inputs;
    return { ...inputs, metadata: { ...metadataOf(inputs), uid: UNKNOWN } };
  }

  /** The inputs as the target keeps them: a file keeps what a server drops. */
  #stored(inputs: Properties): Properties {
    return this.#config.renderDirectory === undefined ? storedInputs(inputs) : inputs;
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

/** What the program gave, under what the object has become. */
function merged(inputs: Properties, outputs: Properties): Properties {
  return { ...inputs, ...outputs };
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

/** `kubernetes:apps/v1:Deployment` names the API version and kind; the core group's is `core/v1`. */
function identityFromType(type: string): { apiVersion: string; kind: string } {
  const [, version = "", kind = ""] = type.split(":");
  return { apiVersion: version.replace(/^core\//, ""), kind };
}
