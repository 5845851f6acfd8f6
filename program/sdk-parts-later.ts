import Module, { createRequire } from "node:module";

/**
 * Parts of Pulumi's SDK that serialize functions: the TypeScript compiler and npm's Arborist stand
 * behind them, which take as long to load as all the rest. This program serializes no function.
 */
const LATER = {
  "runtime/closure/serializeClosure": ["serializeFunction", "serializeFunctionAsync"],
  "runtime/closure/codePaths": ["computeCodePaths"],
};

type Functions = Readonly<Record<string, (...args: unknown[]) => unknown>>;

const load = createRequire(__filename);

/** Where the SDK would load a part, leaves functions that load it when they are called. */
function loadLater(part: string, names: readonly string[]): void {
  const file = find(`@pulumi/pulumi/${part}`);
  if (file === undefined || file in load.cache) return;
  const real = () => {
    Reflect.deleteProperty(load.cache, file);
    return load(file) as Functions;
  };
  const functions: Functions = Object.fromEntries(
    names.map((name) => [name, (...args) => real()[name]?.(...args)]),
  );
  load.cache[file] = Object.assign(new Module(file), { exports: functions, loaded: true });
}

/** Nothing where another release of the SDK has no such part. */
function find(part: string): string | undefined {
  try {
    return load.resolve(part);
  } catch {
    return undefined;
  }
}

for (const [part, names] of Object.entries(LATER)) loadLater(part, names);
