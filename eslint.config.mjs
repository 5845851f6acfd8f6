import pulumi from "@pulumi/eslint-plugin";
import tseslint from "typescript-eslint";
import { layersPlugin } from "./eslint-layers.mjs";

export default tseslint.config(
  // A template is a project of its own, which a test compiles.
  { ignores: ["dist/", "node_modules/", ".sandbox/", "sandbox/toolchain/", "templates/"] },
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { "@pulumi": pulumi, rooms: layersPlugin },
    settings: { root: import.meta.dirname },
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
      // Imports point one way.
      "rooms/layers": "error",
      eqeqeq: "error",
      "max-lines": ["error", { max: 320, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ["components/args/*.ts"],
    rules: {
      // Console's settings are those of every application, under a name of their own.
      "@typescript-eslint/no-empty-object-type": [
        "error",
        { allowInterfaces: "with-single-extends" },
      ],
    },
  },
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
