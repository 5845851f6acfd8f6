import { deepEqual, equal, rejects, throws } from "node:assert/strict";
import { HelmError, HelmOptionError } from "../../../moving-from-helm/errors";
import { keyOf } from "../../../moving-from-helm/release/object-id";
import { clusterOf, keptKeys, namespaceOf } from "../../../moving-from-helm/forget/target";
import { runCommandLine } from "../../cli/support";
import { found } from "./support";

const options = { release: "acme", yes: false };

describe("which release is forgotten", () => {
  it("is one in the stack's namespace", () => {
    equal(namespaceOf("dev", { namespace: "formance" }, options), "formance");
    const same = { ...options, namespace: "formance" };
    equal(namespaceOf("dev", { namespace: "formance" }, same), "formance");
    throws(() => namespaceOf("dev", { namespace: "other" }, same), HelmError);
    throws(() => namespaceOf("dev", {}, options), /stack dev is not deployed.*pulumi up/);
  });

  it("has to be said, as the stack", async () => {
    const without = await runCommandLine(["forget-helm-release", "--stack", "dev"]);
    equal(without.status, 2);
    const stackless = await runCommandLine(["forget-helm-release", "--release", "acme"]);
    equal(stackless.status, 2);
    equal(stackless.err, "Name the stack: --stack NAME\n");
  });

  it("is never looked for in a cluster that nobody named", async () => {
    await rejects(clusterOf(options, {}), (error) => error instanceof HelmOptionError);
  });

  it("keeps the objects that --keep names, by any name of their kind", () => {
    const secret = found("Secret/a", {}, { kindNames: ["secrets", "secret"] });
    const map = found("ConfigMap/a", {}, { kindNames: ["configmaps", "configmap", "cm"] });
    const objects = [secret, map];
    for (const text of ["cm/a", "ConfigMap/a", "configmaps/a"]) {
      deepEqual([...keptKeys([text], objects)], [keyOf(map)], text);
    }
    deepEqual([...keptKeys(["secret/a", "cm/a"], objects)], objects.map(keyOf));
    throws(() => keptKeys(["secret/b"], objects), /secret\/b, which the release does not have\.$/);
    throws(() => keptKeys(["pod/a"], objects), /does not have\. It has Secret\/a, ConfigMap\/a\./);
    for (const text of ["a", "secret/", "/a", "a/b/c"]) {
      throws(() => keptKeys([text], objects), /has to be KIND\/NAME/, text);
    }
  });
});
