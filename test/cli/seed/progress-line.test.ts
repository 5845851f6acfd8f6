import assert from "node:assert/strict";

import { withProgress } from "../../../cli/seed/progress-line";
import type { SeedProgress } from "../../../seed/progress";
import type { CommandIo } from "../../../cli/io";

/** What a run of a second shows. */
async function shown(
  io: Pick<CommandIo, "interactive">,
  json: boolean,
  work: (progress: SeedProgress, wait: () => void) => Promise<void>,
): Promise<string> {
  let text = "";
  let now = 0;
  const err = (part: string): void => {
    text += part;
  };
  const context = {
    io: { ...io, err, columns: 60 } as CommandIo,
    options: { json, color: false },
  };
  await withProgress(
    context,
    (progress) => work(progress, () => (now += 1000)),
    () => now,
  );
  return text;
}

const whole = async (progress: SeedProgress, wait: () => void): Promise<void> => {
  progress({ step: "connect", attempt: 1 });
  wait();
  progress({ step: "compare" });
  progress({ step: "write", done: 5000, total: 20_000 });
  progress({ step: "commit" });
  await Promise.resolve();
};

describe("the progress of a seed command", () => {
  it("is one line that moves on and goes in the end", async () => {
    const clear = "\r\u001b[K";
    const bar = (full: number): string => "█".repeat(full) + "░".repeat(24 - full);
    assert.equal(
      await shown({ interactive: true }, false, whole),
      [
        `${clear}${bar(0)} comparing rows`,
        `${clear}${bar(6)} writing rows, 5,000 of 20,000`,
        `${clear}${bar(24)} committing`,
        clear,
      ].join(""),
    );
  });

  it("is not shown without a terminal, with --json, or where it is short", async () => {
    assert.equal(await shown({ interactive: false }, false, whole), "");
    assert.equal(await shown({ interactive: true }, true, whole), "");
    const quick = (progress: SeedProgress): Promise<void> => whole(progress, () => undefined);
    assert.equal(await shown({ interactive: true }, false, quick), "");
  });

  it("is cut to the terminal's width", async () => {
    const text = await shown({ interactive: true }, false, async (progress, wait) => {
      wait();
      progress({ step: "write", done: 123_456_789, total: 1_234_567_890 });
      await Promise.resolve();
    });
    assert.match(text, /^\r\u001b\[K.{59}\r\u001b\[K$/);
  });
});
