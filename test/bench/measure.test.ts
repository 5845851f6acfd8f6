import assert from "node:assert/strict";
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { checkBudget, readBudget } from "../../bench/budget";
import { splitIntoPhases, type Sample } from "../../bench/measure/phases";
import { ResourceEvents } from "../../bench/measure/resource-events";
import { medianOf } from "../../bench/measure/rounds";
import { measure } from "../../bench/measure/run";
import { SandboxError } from "../../sandbox/errors";
import { findProcesses } from "../../workspace/processes";

describe("the benchmark", () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "formance-bench-"));
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  const run = (script: string, status?: number) =>
    measure({ program: "sh", args: ["-c", script], cwd: folder, env: process.env, status });

  it("counts the CPU time of a command and of what it starts", async () => {
    const busy =
      "const end = process.cpuUsage().user + 300000; while (process.cpuUsage().user < end);";
    const { cpu, wall, output } = await run(`echo hello; "${process.execPath}" -e "${busy}"; true`);
    assert.ok(cpu > 0.3 && wall > 0.3, `${cpu} s of CPU in ${wall} s`);
    assert.equal(output, "hello\n");
  });

  it("refuses a command that ends otherwise than it should, with what it said", async () => {
    await assert.rejects(run("echo broken; exit 3"), /ended with 3:\nbroken/);
    assert.equal((await run("exit 3", 3)).output, "");
  });

  it("counts resources while the log of events grows, also across two writes", () => {
    const file = join(folder, "events.json");
    const events = new ResourceEvents(file);
    assert.equal(events.count(), 0);
    writeFileSync(file, '{"resourcePreEvent":{}}\n{"resourceP');
    assert.equal(events.count(), 1);
    appendFileSync(file, 'reEvent":{}}\n{"summaryEvent":{}}\n');
    assert.equal(events.count(), 2);
    assert.equal(events.count(), 2);
  });

  it("splits an update where the program starts, and at its first and last resource", () => {
    const samples: Sample[] = [
      { time: 1, costs: { engine: 0.1 }, resources: 0 },
      { time: 2, costs: { engine: 0.3, program: 0.1 }, resources: 1 },
      { time: 4, costs: { engine: 0.3, program: 1.1 }, resources: 2 },
      { time: 5, costs: { engine: 0.9, program: 1.6 }, resources: 99 },
      { time: 6, costs: { engine: 1, program: 1.6 }, resources: 99 },
    ];
    const phases = splitIntoPhases(samples);
    assert.deepEqual(
      phases.map(({ wall }) => wall),
      [2, 2, 1, 1],
    );
    assert.deepEqual(
      phases.map(({ costs }) => (costs.program ?? 0).toFixed(1)),
      ["0.1", "1.0", "0.5", "0.0"],
    );
  });

  it("takes the middle of what was measured", () => {
    assert.equal(
      medianOf([3, 1, 9], (value) => value),
      3,
    );
  });

  it("names what is over the budget, and what has none", () => {
    const ratios = {
      "update, CPU by that of the floor": 99,
      "seed again, time by that of the first": 0,
      new: 1,
    };
    assert.throws(
      () => {
        checkBudget([{ title: "", lines: [], ratios }], readBudget());
      },
      new SandboxError(
        "update, CPU by that of the floor: 99.00, at most 1.25\n" +
          "new: 1.00, which bench/budget.json doesn't limit\n" +
          "Over the budget.",
      ),
    );
  });

  for (const [text, said] of [
    ["{", /^bench\/budget\.json is no list of ratios: .*JSON/],
    ['{"update": "1.2"}', /: "update" is "1\.2", and must be a number$/],
  ] as const) {
    it(`refuses the budget ${text} before it measures`, () => {
      const file = join(folder, "budget.json");
      writeFileSync(file, text);
      assert.throws(
        () => readBudget(file),
        (error) => error instanceof SandboxError && said.test(error.message),
      );
    });
  }

  it("ends what it measures when it is stopped, also what that has started", async () => {
    const stop = new AbortController();
    const sleeping = `sleep 600.${process.pid}`;
    const script = `setsid ${sleeping} & touch started; ${sleeping}`;
    const stopped = measure({
      program: "sh",
      args: ["-c", script],
      cwd: folder,
      env: process.env,
      signal: stop.signal,
    });
    while (!existsSync(join(folder, "started"))) await sleep(20);
    assert.ok((await findProcesses(sleeping)).length > 1);
    stop.abort();
    await assert.rejects(stopped, { name: "AbortError" });
    const end = Date.now() + 5_000;
    while ((await findProcesses(sleeping)).length > 0 && Date.now() < end) await sleep(20);
    assert.deepEqual(await findProcesses(sleeping), []);
    assert.deepEqual(
      readdirSync(tmpdir()).filter((name) => name === `formance-bench-${process.pid}.log`),
      [],
    );
  });
});
