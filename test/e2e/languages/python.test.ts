import { describeConsumer } from "./journey";
import { installPythonSdk } from "./sdks";

describeConsumer("a program in Python", {
  example: "python",
  program: "__main__.py",
  add: installPythonSdk,
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
