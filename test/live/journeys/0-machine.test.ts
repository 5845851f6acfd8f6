import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { projectRoot } from "../../../workspace/folders";
import { runCommand } from "../../../workspace/run-command";
import { waitUntil } from "../cluster/objects";
import { processes } from "../support/machine";
import { runLimited } from "../support/time-limit";

const RUN = `${process.execPath} ${path.join(projectRoot(), "dist/test/live/run.js")}`;

/** What is wrong with a machine, by how it is made so, and what the run says of it. */
const machines: readonly [what: string, script: (folder: string) => string, said: RegExp][] = [
  [
    "another user than root",
    // The checkout may be in a folder that only root reads.
    () =>
      `setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps +dac_override --ambient-caps +dac_override ${RUN}`,
    /A node needs root/,
  ],
  [
    "no commands",
    (folder) => `PATH=${folder} exec ${RUN}`,
    /There is no unshare on PATH.*\n.*There is no ip on PATH\. Install util-linux and iproute2\./s,
  ],
  [
    "no cgroups",
    () => `unshare --mount sh -c "mount -t tmpfs tmpfs /sys/fs/cgroup && exec ${RUN}"`,
    /There are no cgroups at \/sys\/fs\/cgroup/,
  ],
  [
    "no namespaces",
    (folder) => {
      const unshare = path.join(folder, "unshare");
      writeFileSync(
        unshare,
        "#!/bin/sh\necho 'unshare failed: Operation not permitted' >&2\nexit 1\n",
      );
      chmodSync(unshare, 0o755);
      return `PATH=${folder}:$PATH ${RUN}`;
    },
    /has no mount, network and process namespaces: unshare failed: Operation not permitted/,
  ],
  [
    "a full disk",
    (folder) =>
      `unshare --mount sh -c "mount -t tmpfs -o size=1m tmpfs ${folder} && TMPDIR=${folder} exec ${RUN}"`,
    /has 0\.0 GiB free, and the run needs 4\. Free some, or name another folder by TMPDIR\./,
  ],
  [
    "a cache that the cluster would hide",
    () => `FORMANCE_CONTROL_PLANE_CACHE=/var/lib/formance-cache ${RUN}`,
    /\/var\/lib\/formance-cache is below \/var\/lib, which the cluster hides/,
  ],
];

describe("a machine that can't run the live tests", () => {
  for (const [what, script, said] of machines) {
    it(`is told so: ${what}`, async () => {
      const folder = mkdtempSync(path.join(tmpdir(), "formance-machine-"));
      try {
        const { code, stdout, stderr } = await runCommand("sh", ["-c", script(folder)]);
        assert.equal(code, 1);
        assert.match(stdout + stderr, said);
        assert.match(stdout, /^0 passed, 1 failed, 0 skipped$/m);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }
});

describe("a run in limited time", () => {
  it("ends with all that it started, and says what it was at", async () => {
    const script = 'echo "building kubelet"; sleep 987 & wait';
    const { code, cutOffAt } = await runLimited(5_000, "sh", ["-c", script]);
    assert.notEqual(code, 0);
    assert.equal(cutOffAt, "building kubelet");
    await waitUntil("what it started has ended", () => processes("^sleep 987$"));
  });

  it("is told when its time was too short", async () => {
    // The folder of this run would look abandoned.
    const folder = mkdtempSync(path.join(tmpdir(), "formance-limited-"));
    const line = `TMPDIR=${folder} ${RUN} --minutes 0.001`;
    const { code, stdout } = await runCommand("sh", ["-c", line]);
    rmSync(folder, { recursive: true });
    assert.equal(code, 1);
    assert.match(stdout, /^failed: the live tests: not done after 0\.001 minutes, and ended\./m);
    assert.match(stdout, /^0 passed, 1 failed, 0 skipped$/m);
  });

  it("has its own end otherwise", async () => {
    assert.deepEqual(await runLimited(60_000, "sh", ["-c", "exit 3"]), { code: 3 });
  });
});
