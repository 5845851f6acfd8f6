import { ok, strictEqual } from "node:assert/strict";
import { format, inspect } from "node:util";
import * as fc from "fast-check";
import { SecretText } from "../../config/secret-text";

describe("SecretText", () => {
  it("gives its value to whoever asks for it", () => {
    strictEqual(new SecretText("open sesame").reveal(), "open sesame");
  });

  it("hides it from everything else", () => {
    // Long enough not to be part of "[secret]" or of a class name by chance.
    const values = fc.string({ minLength: 12 }).filter((value) => value.trim().length > 8);
    fc.assert(
      fc.property(values, (value) => {
        const secret = new SecretText(value);
        const shown = [
          // The point is what happens when someone does so by accident.
          // eslint-disable-next-line @typescript-eslint/restrict-template-expressions
          `${secret}`,
          String(secret),
          JSON.stringify({ secret }),
          inspect(secret, { showHidden: true, depth: 9 }),
          inspect([{ secret }], { customInspect: false, showHidden: true, depth: 9 }),
          format("%s %o %O %j", secret, secret, secret, secret),
          JSON.stringify(Object.entries(secret)),
        ];
        ok(shown.every((text) => !text.includes(value)));
      }),
    );
  });

  it("says that it is a secret", () => {
    strictEqual(String(new SecretText("x")), "[secret]");
    strictEqual(JSON.stringify([new SecretText("x")]), '["[secret]"]');
    strictEqual(inspect(new SecretText("x")), "[secret]");
  });
});
