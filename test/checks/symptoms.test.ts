import { deepStrictEqual, ok } from "node:assert/strict";
import { checksOf, symptoms } from "../../checks/symptoms";

describe("the symptoms", () => {
  it("have the names of the vendor's page, in its order", () => {
    deepStrictEqual(
      symptoms.map(({ title }) => title),
      ["Cannot access Console", "Authentication fails", "Membership CLI errors"],
    );
  });

  for (const { title, steps } of symptoms) {
    it(`${title} leads to checks of the guide, each once`, () => {
      const ids = steps.flatMap((step) => checksOf(step).map(({ id }) => id));
      ok(ids.length >= 10);
      deepStrictEqual(ids, [...new Set(ids)]);
    });
  }
});
