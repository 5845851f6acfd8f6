import { pluginFolder } from "./consumer";
import { describeConsumer } from "./journey";

describeConsumer("a program in YAML", {
  example: "yaml",
  program: "Pulumi.yaml",
  add: (consumer) => {
    // What `pulumi package add` writes; this release of the language host lacks a part of it.
    consumer.edit("Pulumi.yaml", (text) =>
      text.replace(
        "runtime: yaml\n",
        `runtime: yaml\npackages:\n  formance-control-plane: ${pluginFolder}\n`,
      ),
    );
    return Promise.resolve();
  },
  withoutTls: (text) =>
    text.replace(/^( *)managed: true\n/m, "$&$1tlsMode: disable\n$1allowInsecure: true\n"),
  addUser: (text) =>
    text.replace(/^( *- )email: alice@example\.com\n/m, "$&$1email: bob@example.com\n"),
});
