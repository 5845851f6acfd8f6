import { deepEqual, throws } from "node:assert/strict";
import { keptKeys } from "../../../moving-from-helm/forget/plan";
import { keyOf } from "../../../moving-from-helm/release/object-id";
import { found } from "./support";

describe("the objects that --keep names", () => {
  it("are kept, by any name of their kind", () => {
    const secret = found("Secret/a", {}, { kindNames: ["secrets", "secret"] });
    const map = found("ConfigMap/a", {}, { kindNames: ["configmaps", "configmap", "cm"] });
    const objects = [secret, map];
    for (const text of ["cm/a", "ConfigMap/a", "configmaps/a"]) {
      deepEqual([...keptKeys([text], objects)], [keyOf(map)], text);
    }
    deepEqual([...keptKeys(["secret/a", "cm/a"], objects)], objects.map(keyOf));
    throws(() => keptKeys(["secret/b"], objects), /secret\/b, which the release doesn't have\.$/);
    throws(() => keptKeys(["pod/a"], objects), /doesn't have\. It has Secret\/a, ConfigMap\/a\./);
    for (const text of ["a", "secret/", "/a", "a/b/c"]) {
      throws(() => keptKeys([text], objects), /must be KIND\/NAME/, text);
    }
  });
});
