import type { Path } from "../../../plugin/protocol/change";
import { compare } from "./diff";
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

/** One type of resource of a provider whose types are a fixed list. */
export interface ResourceKind {
  /** The inputs that this program gives. Others would do nothing here, so they are refused. */
  readonly inputs: readonly string[];
  /** What the official provider's check adds, so that states are alike. */
  readonly defaults?: Properties;
  check?(inputs: Properties): readonly CheckFailure[];
  /** Whether a change at this path needs a new resource. */
  replaces(path: Path): boolean;
  /** Whether old and new can't exist side by side. */
  deleteBeforeReplace?(olds: Properties, news: Properties): boolean;
  create(call: CreateCall): CreateResult | Promise<CreateResult>;
  read?(call: ReadCall): ReadResult | undefined | Promise<ReadResult | undefined>;
  update?(call: UpdateCall): Outputs | Promise<Outputs>;
  delete?(call: DeleteCall): void | Promise<void>;
}

const official = "use the official plugins: npm start -- --plugins official";

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
      `The local stand-in of the provider ${type.split(":")[0] ?? type} doesn't serve ${type}. ` +
        `It serves only the kinds that this program registers: ${known.join(", ")}. ` +
        `For others ${official}`,
    );
  };

  return {
    configure,
    check({ type, news }) {
      const kind = kindOf(type);
      const unknown = Object.keys(news).filter((key) => !kind.inputs.includes(key));
      const reason = `is not served by the local stand-in; ${official}`;
      return {
        inputs: { ...kind.defaults, ...news },
        failures: [
          ...unknown.map((property) => ({ property, reason })),
          ...(kind.check?.(news) ?? []),
        ],
      };
    },
    diff({ type, oldInputs, news }) {
      const kind = kindOf(type);
      const olds = { ...kind.defaults, ...oldInputs };
      return {
        changes: compare(olds, news, (path) => kind.replaces(path)),
        deleteBeforeReplace: kind.deleteBeforeReplace?.(olds, news) ?? false,
      };
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
