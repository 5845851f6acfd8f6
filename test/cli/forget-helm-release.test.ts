import { equal, rejects, throws } from "node:assert/strict";
import { namedCluster } from "../../cli/cluster-options";
import { namespaceOf } from "../../cli/helm/forget-release";
import { CommandError, UsageError } from "../../cli/errors";
import { runCommandLine } from "./support";

const options = { release: "acme", yes: false };

describe("which release is forgotten", () => {
  it("is one in the stack's namespace", () => {
    equal(namespaceOf("dev", { namespace: "formance" }, options), "formance");
    const same = { ...options, namespace: "formance" };
    equal(namespaceOf("dev", { namespace: "formance" }, same), "formance");
    throws(() => namespaceOf("dev", { namespace: "other" }, same), CommandError);
    throws(() => namespaceOf("dev", {}, options), /stack dev isn't deployed.*pulumi up/);
  });

  it("has to be said, as the stack", async () => {
    const without = await runCommandLine(["forget-helm-release", "--stack", "dev"]);
    equal(without.status, 2);
    const stackless = await runCommandLine(["forget-helm-release", "--release", "acme"]);
    equal(stackless.status, 2);
    equal(stackless.err, "Name the stack: --stack NAME\n");
  });

  it("is never looked for in a cluster that nobody named", async () => {
    await rejects(namedCluster({}, {}), (error) => error instanceof UsageError);
  });
});
