import { deepStrictEqual, ok } from "node:assert/strict";
import { changed, problemsOf, project, sourceOf } from "../../config/support";
import { wrongConnectors } from "./cases/wrong-connectors";

/** Some connectors check groups only for a client that requests them. */
const membershipClient = { scopes: ["openid", "email", "groups", "federated:id"] };

describe("wrong connectors", () => {
  for (const { name, connector, problems } of wrongConnectors) {
    it(name, () => {
      const found = problemsOf(
        sourceOf(changed({ dex: { connectors: [connector], membershipClient } })),
      );
      const at = `${project}:dex.connectors[0]`;
      deepStrictEqual(
        Object.fromEntries(found.map(({ path, message }) => [path, message])),
        Object.fromEntries(
          Object.entries(problems).map(([path, message]) => [
            path === "" ? at : `${at}.${path}`,
            message,
          ]),
        ),
      );
      ok(!JSON.stringify(found).includes("5RkQ"));
    });
  }

  it("are many kinds", () => {
    ok(wrongConnectors.length >= 60);
  });

  it("are told apart by their ids, those of presets included", () => {
    const okta = { preset: "okta", domain: "a.okta.com", clientId: "c", clientSecret: "s-5RkQ" };
    const found = problemsOf(sourceOf(changed({ dex: { connectors: [okta, okta] } })));
    deepStrictEqual(found, [
      {
        path: `${project}:dex.connectors[1].id`,
        message: "is already used at dex.connectors[0].id. Give each a different one.",
      },
    ]);
  });
});
