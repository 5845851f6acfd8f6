import Module, { createRequire } from "node:module";

/**
 * What Pulumi's SDKs load at once and this program doesn't use, by the functions that are copied
 * from it; those without a list are read as a whole. It takes as long to load as all the rest: the
 * TypeScript compiler and npm's Arborist stand behind the first two.
 */
const LATER: Readonly<Record<string, readonly string[] | undefined>> = {
  "@pulumi/pulumi/runtime/closure/serializeClosure": [
    "serializeFunction",
    "serializeFunctionAsync",
  ],
  "@pulumi/pulumi/runtime/closure/codePaths": ["computeCodePaths"],
  "@pulumi/pulumi/automation": undefined,
  "@pulumi/pulumi/provider": undefined,
  "@pulumi/kubernetes/helm": undefined,
  "@pulumi/kubernetes/kustomize": undefined,
  "@pulumi/kubernetes/yaml": undefined,
};

type Members = Readonly<Record<PropertyKey, unknown>>;

const load = createRequire(__filename);

/** Puts a module in the place of another one, which it loads when something of it is used. */
function loadLater(name: string, functions: readonly string[] | undefined): void {
  const file = find(name);
  if (file === undefined || file in load.cache) return;
  let loaded: Members | undefined;
  const real = (): Members => {
    if (loaded === undefined) Reflect.deleteProperty(load.cache, file);
    return (loaded ??= load(file) as Members);
  };
  const exports = functions === undefined ? whole(real) : forwarding(real, functions);
  load.cache[file] = Object.assign(new Module(file), { exports, loaded: true });
}

function forwarding(real: () => Members, functions: readonly string[]): Members {
  return Object.fromEntries(
    functions.map((name) => [
      name,
      (...args: unknown[]) => (real()[name] as (...args: unknown[]) => unknown)(...args),
    ]),
  );
}

function whole(real: () => Members): Members {
  // Asked of each module that is imported.
  const marks: Members = { __esModule: true };
  return new Proxy(marks, {
    get: (target, key) => (key in target ? target[key] : real()[key]),
    has: (_, key) => key in real(),
    ownKeys: () => Reflect.ownKeys(real()),
    getOwnPropertyDescriptor: (_, key) => {
      const found = Reflect.getOwnPropertyDescriptor(real(), key);
      return found && { ...found, configurable: true };
    },
  });
}

/** Nothing where another release of the SDK has no such part. */
function find(name: string): string | undefined {
  try {
    return load.resolve(name);
  } catch {
    return undefined;
  }
}

for (const [name, functions] of Object.entries(LATER)) loadLater(name, functions);
