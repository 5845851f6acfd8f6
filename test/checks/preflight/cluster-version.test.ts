import { equal, match } from "node:assert/strict";

import { versionFinding } from "../../../checks/preflight/cluster/cluster-version";
import { changed, load } from "../../config/support";

const find = (release: string, changes: Record<string, unknown> = {}) =>
  versionFinding(load(changed(changes)), release);

describe("the preflight of the cluster's release", () => {
  for (const release of ["v1.30.0", "v1.36.3", "v1.31.5-gke.1023000", "v2.0.0"]) {
    it(`takes ${release}`, () => {
      equal(find(release).status, "ok");
    });
  }

  for (const release of ["v1.29.14", "v1.29.4-eks-036c24b", "v1.9.0"]) {
    it(`refuses ${release} while pods go on serving`, () => {
      const { status, evidence, remedy = "" } = find(release, { console: { preStopSeconds: 0 } });
      equal(status, "failed");
      match(evidence, /is older than 1\.30/);
      const settings = "dex.preStopSeconds, membership.preStopSeconds, portal.preStopSeconds";
      equal(remedy, `Set ${settings} to 0, or use a cluster of Kubernetes 1.30 or later.`);
    });
  }

  it("takes an older one where no pod goes on serving, and names the oldest otherwise", () => {
    const ends = { preStopSeconds: 0 };
    const { dex } = changed({ dex: ends });
    const finding = find("v1.29.14", { dex, membership: ends, console: ends, portal: ends });
    equal(finding.status, "ok");
    const others = { membership: ends, console: ends, portal: { enabled: false } };
    equal(find("v1.29.14", { dex, ...others }).status, "ok");
    match(find("v1.29.14", others).remedy ?? "", /^Set dex\.preStopSeconds to 0/);
  });

  it("does not guess a release that it can't read", () => {
    equal(find("unknown").status, "not-done");
  });
});
