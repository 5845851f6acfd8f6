import pulumi from "@pulumi/eslint-plugin";
import tseslint from "typescript-eslint";

/** Imports point one way: index and program to config and components, these to dex and seed. */
function layer(files, ignores, forbidden, withoutPulumi) {
  const pulumi = {
    group: ["@pulumi/*"],
    allowTypeImports: true,
    message: "Only types of Pulumi: this layer is pure.",
  };
  const layers = {
    group: forbidden.map((name) => `**/${name}/**`),
    allowTypeImports: true,
    message: "This layer is above, see CONTRIBUTING.md.",
  };
  return {
    files,
    ignores,
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        { patterns: withoutPulumi ? [pulumi, layers] : [layers] },
      ],
    },
  };
}

const above = [
  "sandbox",
  "test",
  "bench",
  "scripts",
  "program",
  "cli",
  "checks",
  "moving-from-helm",
  "policy",
];

export default tseslint.config(
  { ignores: ["dist/", "node_modules/", ".sandbox/", "sandbox/toolchain/"] },
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { "@pulumi": pulumi },
    rules: {
      // An Output in a template literal prints its address, not its value; only types can see it.
      "@pulumi/no-output-in-template-literal": "error",
      "@pulumi/no-output-instance-in-template-literal": "error",
      // Numbers in messages are meant as text.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // A resource is created for its effect; the constant would never be read.
      "no-new": "off",
      // Package schemas are inferred from index signatures; elsewhere Record reads better.
      "@typescript-eslint/consistent-indexed-object-style": "off",
      // Leaving a key out by destructuring is no unused variable.
      "@typescript-eslint/no-unused-vars": [
        "error",
        { ignoreRestSiblings: true, argsIgnorePattern: "^_" },
      ],
      eqeqeq: "error",
      "max-lines": ["error", { max: 320, skipBlankLines: true, skipComments: true }],
    },
  },
  layer(["components/**/*.ts"], [], [...above, "config"], false),
  layer(["config/**/*.ts"], [], [...above, "components"], true),
  layer(["seed/**/*.ts"], ["seed/provider.ts"], [...above, "components", "config", "dex"], true),
  layer(["facts/**/*.ts"], [], [...above, "components", "config", "dex", "seed"], true),
  layer(["messages/**/*.ts"], [], [...above, "components", "config", "dex", "facts", "seed"], true),
  layer(["dex/**/*.ts"], [], [...above, "components", "config", "seed"], true),
  layer(
    ["checks/**/*.ts"],
    [],
    ["sandbox", "test", "bench", "scripts", "program", "cli", "components", "moving-from-helm"],
    true,
  ),
  layer(["index.ts", "program/**/*.ts"], [], ["sandbox", "test", "bench", "scripts", "cli"], false),
  layer(
    ["policy/**/*.ts"],
    // The pack itself runs on Pulumi's SDK of policies.
    ["policy/index.ts"],
    [...above.filter((name) => name !== "policy"), "components", "config", "dex", "seed"],
    true,
  ),
  layer(
    ["moving-from-helm/**/*.ts"],
    [],
    ["sandbox", "test", "bench", "scripts", "program", "cli", "components", "policy"],
    true,
  ),
  {
    files: ["test/**/*.ts"],
    rules: {
      // An assertion inside apply() runs after the test has passed: await the value instead.
      "no-restricted-syntax": [
        "error",
        {
          selector:
            "CallExpression[callee.property.name='apply'][callee.object.type!='ThisExpression']",
          message: "Await the value of an Output; an assertion inside apply() can be lost.",
        },
      ],
    },
  },
);
