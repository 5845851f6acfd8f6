import { type Path, compare } from "./diff";
import type {
  CheckFailure,
  CreateCall,
  CreateResult,
  DeleteCall,
  Outputs,
  ReadCall,
  ReadResult,
  StandIn,
  UpdateCall,
} from "./stand-in";
import type { Properties } from "./values";

/** What the completed inputs of a resource may depend on. */
export interface CompletionContext {
  /** The logical name. */
  readonly name: string;
  /** The inputs of the last update; empty for a new resource and for a replacement. */
  readonly olds: Properties;
  readonly seed: Uint8Array;
}

/** One type of resource of a provider whose types are a fixed list. */
export interface ResourceKind {
  /** The inputs with what the provider adds to them before it compares or applies them. */
  complete?(inputs: Properties, context: CompletionContext): Properties;
  check?(inputs: Properties): readonly CheckFailure[];
  /** Whether a change at this path needs a new resource. */
  replaces(path: Path): boolean;
  /** Whether old and new can't exist side by side. */
  deleteBeforeReplace?(olds: Properties, news: Properties): boolean;
  /** Whether the state asks for a new resource though no input has changed. */
  expired?(state: Properties): boolean;
  create(call: CreateCall): CreateResult | Promise<CreateResult>;
  read?(call: ReadCall): ReadResult | undefined | Promise<ReadResult | undefined>;
  update?(call: UpdateCall): Outputs | Promise<Outputs>;
  delete?(call: DeleteCall): void | Promise<void>;
}

/** A stand-in made of a table of resource types. */
export function standInOf(
  kinds: Readonly<Record<string, ResourceKind>>,
  configure: StandIn["configure"] = () => undefined,
): StandIn {
  const kindOf = (type: string): ResourceKind => {
    const kind = kinds[type];
    if (kind !== undefined) return kind;
    const known = Object.keys(kinds).map((token) => token.split(":").at(-1) ?? token);
    throw new Error(
      `The local stand-in of the provider ${type.split(":")[0] ?? type} does not serve ${type}. ` +
        `It serves only the kinds that this program registers: ${known.join(", ")}. ` +
        "For others use the official plugins: npm start -- --plugins official",
    );
  };

  return {
    configure,
    check({ type, name, olds, news, seed }) {
      const kind = kindOf(type);
      const failures = kind.check?.(news) ?? [];
      return { inputs: kind.complete?.(news, { name, olds, seed }) ?? news, failures };
    },
    diff({ type, oldInputs, state, news, name }) {
      const kind = kindOf(type);
      const context = { name, olds: oldInputs, seed: new Uint8Array() };
      const olds = kind.complete?.(oldInputs, context) ?? oldInputs;
      const changes = compare(olds, news, (path) => kind.replaces(path));
      if (kind.expired?.(state) === true) {
        changes.push({ path: ["readyForRenewal"], kind: "update", replace: true });
      }
      return { changes, deleteBeforeReplace: kind.deleteBeforeReplace?.(olds, news) ?? false };
    },
    create: (call) => kindOf(call.type).create(call),
    read: (call) => {
      const kind = kindOf(call.type);
      return kind.read ? kind.read(call) : { inputs: call.inputs, outputs: call.state };
    },
    update: (call) => {
      const kind = kindOf(call.type);
      if (kind.update) return kind.update(call);
      throw new Error(`${call.type} can't be changed in place.`);
    },
    delete: (call) => kindOf(call.type).delete?.(call),
  };
}
