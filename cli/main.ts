#!/usr/bin/env node
import { expectEnd } from "../workspace/expect-end";
import { onOutputEnd } from "../workspace/output-end";
import { processIo } from "./io";
import { run } from "./run";

const done = expectEnd();
// A reader that has seen enough, such as head, is no fault; neither is a terminal that was closed.
onOutputEnd(() => {
  done();
  process.exit();
});

void run(process.argv.slice(2), processIo()).then((status) => {
  done();
  process.exitCode = status;
  // All is written then. A connection that is still being tried would hold the process up.
  process.stderr.write("", () => {
    process.stdout.write("", () => process.exit());
  });
});
