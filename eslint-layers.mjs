import { dirname, relative, resolve, sep } from "node:path";

const anything = { uses: true, pulumi: true };

/**
 * The rooms from the ground up: what each may import (`uses`), whose types alone it may import
 * besides (`types`), and whether it runs Pulumi's SDK (`pulumi`: everywhere, or in the files named).
 */
export const layers = {
  messages: { uses: [] },
  yaml: { uses: [] },
  facts: { uses: ["messages"] },
  policy: { uses: ["facts", "messages"], pulumi: ["policy/index.ts"] },
  dex: { uses: ["facts", "messages", "yaml"] },
  seed: { uses: ["facts", "messages"], pulumi: ["seed/provider.ts"] },
  components: { uses: ["config", "dex", "facts", "messages", "seed"], pulumi: true },
  config: { uses: ["dex", "facts", "messages", "seed", "yaml"], types: ["components"] },
  plugin: { uses: ["components", "facts", "messages", "seed"], pulumi: true },
  checks: { uses: ["config", "dex", "facts", "messages", "seed"] },
  "moving-from-helm": { uses: ["checks", "config", "dex", "facts", "messages", "seed", "yaml"] },
  program: { uses: ["checks", "components", "config", "facts", "messages", "seed"], pulumi: true },
  workspace: { uses: ["messages"], pulumi: true },
  "index.ts": { uses: ["components", "config", "facts", "program"], pulumi: true },
  cli: {
    uses: [
      "checks",
      "components",
      "config",
      "dex",
      "facts",
      "messages",
      "moving-from-helm",
      "policy",
      "seed",
      "workspace",
      "yaml",
    ],
    pulumi: true,
  },
  sandbox: anything,
  scripts: anything,
  bench: anything,
  test: anything,
};

/** Refuses an import that leads to a room which the importing one doesn't stand on. */
const rule = {
  meta: { type: "problem", schema: [] },
  create(context) {
    const root = context.settings.root;
    const file = relative(root, context.filename).split(sep).join("/");
    const room = file.split("/")[0];
    const layer = layers[room];
    const runsPulumi =
      layer?.pulumi === true || (Array.isArray(layer?.pulumi) && layer.pulumi.includes(file));

    const check = (node, source, typesOnly) => {
      if (layer === undefined) {
        context.report({ node, message: `${room} has no layer: add it to eslint-layers.mjs.` });
        return;
      }
      if (source.startsWith("@pulumi/")) {
        if (!runsPulumi && !typesOnly) {
          context.report({ node, message: `${room} imports only types of Pulumi.` });
        }
        return;
      }
      if (!source.startsWith(".") || layer.uses === true) return;
      const target = relative(root, resolve(dirname(context.filename), source)).split(sep)[0];
      if (target === room || target === "package.json" || layer.uses.includes(target)) return;
      if (typesOnly && layer.types?.includes(target)) return;
      context.report({ node, message: `${room} doesn't stand on ${target}, see CONTRIBUTING.md.` });
    };

    const ofDeclaration = (node) => {
      const kinds = node.specifiers.map(({ importKind, exportKind }) => importKind ?? exportKind);
      const types = (node.importKind ?? node.exportKind) === "type";
      check(
        node,
        node.source.value,
        types || (kinds.length > 0 && kinds.every((kind) => kind === "type")),
      );
    };
    return {
      ImportDeclaration: ofDeclaration,
      ExportNamedDeclaration: (node) => node.source && ofDeclaration(node),
      ExportAllDeclaration: (node) => check(node, node.source.value, node.exportKind === "type"),
      ImportExpression: (node) =>
        node.source.type === "Literal" && check(node, String(node.source.value), false),
      TSImportType: (node) => check(node, String(node.argument.literal.value), true),
      "CallExpression[callee.name='require'] > Literal.arguments": (node) =>
        check(node, String(node.value), false),
    };
  },
};

export const layersPlugin = { rules: { layers: rule } };
