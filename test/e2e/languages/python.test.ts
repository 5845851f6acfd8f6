import { pluginFolder } from "./consumer";
import { describeConsumer } from "./journey";
import { installPythonSdk } from "./python-sdk";

describeConsumer("a program in Python", {
  example: "python",
  program: "__main__.py",
  add: async (consumer) => {
    await installPythonSdk(consumer);
    // What `pulumi package add` writes; this release of the language host can't add packages.
    consumer.edit(
      "Pulumi.yaml",
      (text) => `${text}packages:\n  formance-control-plane: ${pluginFolder}\n`,
    );
  },
  withoutTls: (text) =>
    text.replace(
      /^( *)"managed": True,\n/m,
      '$&$1"tls_mode": formance.TlsMode.DISABLE,\n$1"allow_insecure": True,\n',
    ),
  addUser: (text) =>
    text.replace(
      /^( *)\{"email": "alice@example\.com"\},\n/m,
      '$&$1{"email": "bob@example.com"},\n',
    ),
});
