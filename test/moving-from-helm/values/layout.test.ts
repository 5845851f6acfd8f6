import assert from "node:assert/strict";
import { HelmValuesError } from "../../../moving-from-helm/errors";
import { importValues } from "./profiles";

describe("the layout of Helm values", () => {
  it("are refused where a chart's are no map, with the chart", () => {
    for (const [portal, kind] of [
      [null, "null"],
      ["x", "a string"],
      [[], "a list"],
    ] as const) {
      assert.throws(
        () => importValues({ global: { serviceHost: "example.com" }, membership: {}, portal }),
        (error) =>
          error instanceof HelmValuesError &&
          error.message.startsWith(`portal is ${kind}, but the values of a chart are a map`),
      );
    }
  });
});
