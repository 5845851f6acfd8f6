import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { runCommand } from "../../../workspace/run-command";
import { waitUntil } from "../cluster/objects";
import { cgroupHierarchies, makeCgroup } from "../support/cgroups";
import { COVERED, runIsolated } from "../support/isolation";
import { fullDisks, processes } from "../support/machine";
import { makeRunFolder, removeAbandonedRuns, removeRun } from "../support/run-folder";

// Runs in this run, whose own folder has an owner that can't be seen from in here.
describe("the namespaces of a run", () => {
  const { TMPDIR } = process.env;
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "formance-isolation-"));
    process.env.TMPDIR = folder;
  });

  afterEach(() => {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs a script in namespaces as those of the cluster; answers its exit code. */
  const inside = async (...lines: readonly string[]): Promise<number> => {
    const run = makeRunFolder();
    const code = await runIsolated(run, "sh", ["-c", ["set -e", ...lines].join("\n")]);
    await removeRun(run);
    return code;
  };

  it("keep what is done in them from the machine", async () => {
    const settings = ["kernel/panic", "kernel/panic_on_oops", "vm/overcommit_memory"];
    const files = [...settings.map((name) => `/proc/sys/${name}`), "/etc/hosts"];
    const read = () => files.map((file) => readFileSync(file, "utf8"));
    const before = read();
    const code = await inside(
      ...settings.map((name) => `echo 77 > /proc/sys/${name}; grep -qx 77 /proc/sys/${name}`),
      ...COVERED.map((covered) => `touch ${covered}/formance-mark`),
      "echo 127.0.0.1 mark.test >> /etc/hosts",
      "ip link add mark0 type veth peer name mark1",
      "mount -t tmpfs mark /mnt",
    );
    assert.equal(code, 0);
    assert.deepEqual(read(), before);
    const marks = COVERED.map((covered) => path.join(covered, "formance-mark"));
    assert.deepEqual(marks.filter(existsSync), []);
    assert.doesNotMatch((await runCommand("ip", ["link"])).stdout, /mark/);
    assert.doesNotMatch(readFileSync("/proc/self/mountinfo", "utf8"), / mark /);
  });

  it("have ports of their own, whatever is taken on the machine", async () => {
    const taken = createServer().listen(0);
    await once(taken, "listening");
    const { port } = taken.address() as AddressInfo;
    const script = `require("net").createServer().listen(${port}, () => process.exit(0))`;
    const code = await inside(`${process.execPath} -e '${script}'`);
    taken.close();
    assert.equal(code, 0);
  });

  it("have no way out", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const script = `require("net").connect(${port}, "127.0.0.1").on("error", () => process.exit(0)).on("connect", () => process.exit(9))`;
    const code = await inside(`test -z "$(ip route)"`, `${process.execPath} -e '${script}'`);
    server.close();
    assert.equal(code, 0);
  });

  it("end with a run that is killed; the next one removes its folder and cgroup", async () => {
    const [isolation, runFolder] = ["isolation", "run-folder"].map((name) =>
      JSON.stringify(path.join(__dirname, `../support/${name}.js`)),
    );
    const script = `require(${isolation}).runIsolated(require(${runFolder}).makeRunFolder(), "sleep", ["986"])`;
    const run = spawn(process.execPath, ["-e", script], { stdio: "inherit" });
    await waitUntil("the run is at work", async () =>
      (await processes("^sleep 986$")) === undefined ? "it is not" : undefined,
    );
    assert.deepEqual(await removeAbandonedRuns(), []);
    run.kill("SIGKILL");
    await waitUntil("all has ended", () => processes("sleep 986"));
    const [left = ""] = await removeAbandonedRuns();
    assert.equal(path.dirname(left), folder);
    assert.ok(!existsSync(left));
  });

  it("leave a cgroup to the next run when they are killed", async () => {
    const left = mkdtempSync(path.join(folder, "formance-live-"));
    // No process has this number.
    writeFileSync(path.join(left, "owner.pid"), "4194305\n");
    const name = path.basename(left);
    makeCgroup(name);
    mkdirSync(path.join(cgroupHierarchies()[0] ?? "", name, "pod"));
    assert.deepEqual(await removeAbandonedRuns(), [left]);
    assert.ok(!existsSync(left));
    const cgroups = cgroupHierarchies().map((hierarchy) => path.join(hierarchy, name));
    assert.deepEqual(cgroups.filter(existsSync), []);
  });

  it("a disk that became full in the middle is named", async () => {
    assert.deepEqual(fullDisks(), []);
    await runCommand("mount", ["-t", "tmpfs", "-o", "size=300m", "tmpfs", folder]);
    try {
      assert.deepEqual(fullDisks(), []);
      writeFileSync(path.join(folder, "images"), Buffer.alloc(100 * 2 ** 20));
      assert.match(fullDisks().join(), new RegExp(`^The disk of ${folder} is full`));
    } finally {
      await runCommand("umount", [folder]);
    }
  });
});
