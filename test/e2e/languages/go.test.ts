import { describeConsumer } from "./journey";
import { installGoSdk } from "./sdks";

describeConsumer("a program in Go", {
  example: "go",
  program: "main.go",
  add: installGoSdk,
  withoutTls: (text) =>
    text.replace(
      /^(\t*)Managed: .*\n/m,
      "$&$1TlsMode: formance.TlsModeDisable,\n$1AllowInsecure: pulumi.BoolRef(true),\n",
    ),
  addUser: (text) =>
    text.replace(
      /^(\t*)\{Email: pulumi\.String\("alice@example\.com"\)\},\n/m,
      '$&$1{Email: pulumi.String("bob@example.com")},\n',
    ),
});
