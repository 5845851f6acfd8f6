import { deepStrictEqual } from "node:assert/strict";
import { warningsOf } from "../../config/warnings";
import { rightOverrides, warnedOverrides, wrongOverrides } from "./cases/dex-overrides";
import { rightOverSettings, wrongOverSettings } from "./cases/overridden-dex-settings";
import { changed, load, problemsOf, project, sourceOf } from "./support";

describe("Dex's configuration with its overrides", () => {
  for (const { name, change, problems } of [...wrongOverrides, ...wrongOverSettings]) {
    it(`is judged as if the settings had made it: ${name}`, () => {
      const found = problemsOf(sourceOf(changed(change)));
      deepStrictEqual(
        Object.fromEntries(found.map(({ path, message }) => [path, message])),
        Object.fromEntries(
          Object.entries(problems).map(([path, message]) => [`${project}:${path}`, message]),
        ),
      );
    });
  }

  for (const dex of [...rightOverrides, ...rightOverSettings]) {
    it(`is right: ${JSON.stringify(dex)}`, () => {
      deepStrictEqual(problemsOf(sourceOf(changed({ dex }))), []);
    });
  }

  it("is warned of as the settings are", () => {
    const config = load(changed({ dex: { configOverrides: { connectors: warnedOverrides } } }));
    deepStrictEqual(
      warningsOf(project, config).map(({ path, message }) => [path, message.split(",")[0]]),
      [
        [
          `${project}:dex.configOverrides.connectors[0]`,
          "trusts the headers of every request. Make sure that only the proxy reaches Dex's address",
        ],
        [`${project}:dex.configOverrides.connectors[1]`, "uses SAML"],
      ],
    );
  });
});
