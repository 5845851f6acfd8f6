import { match, ok } from "node:assert/strict";
import { project } from "../config/support";
import {
  readHelmValues,
  readSeedFile,
  readSharedFile,
  readStackFile,
  type Reader,
} from "./readers";
import { stackOfShared } from "./texts";

const many = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => `${line(index)}\n`).join("");

const stack = (area: string, lines: string) => `config:\n  ${project}:${area}:\n${lines}`;
const release = "global: {serviceHost: a.example.com}\nmembership:\n";
const readShared = readSharedFile(stackOfShared);

/** Flat files, each with as many lines as given. */
const flat: Readonly<Record<string, readonly [Reader, (count: number) => string]>> = {
  "keys of a stack file": [
    readStackFile,
    (count) => `config:\n${many(count, (at) => `  ${project}:k${at}: v`)}`,
  ],
  "variables of a service": [
    readStackFile,
    (count) => stack("membership", `    env:\n${many(count, (at) => `      K${at}: v`)}`),
  ],
  "labels of a service": [
    readStackFile,
    (count) => stack("membership", `    podLabels:\n${many(count, (at) => `      k${at}: v`)}`),
  ],
  "unknown settings of a service": [
    readStackFile,
    (count) =>
      stack(
        "membership",
        many(count, (at) => `    k${at}: v`),
      ),
  ],
  "connectors that are none": [
    readStackFile,
    (count) => stack("dex", `    connectors:\n${many(count, (at) => `      - v${at}`)}`),
  ],
  "users that are right": [
    readStackFile,
    (count) =>
      stack("seed", `    users:\n${many(count, (at) => `      - email: a${at}@example.com`)}`),
  ],
  "users without an address": [
    readStackFile,
    (count) => stack("seed", `    users:\n${many(count, (at) => `      - mail: a${at}`)}`),
  ],
  "unknown areas of a shared file": [readShared, (count) => many(count, (at) => `k${at}: v`)],
  "secrets in a shared file": [
    readShared,
    (count) => `membership:\n  env:\n${many(count, (at) => `    K${at}_TOKEN: v`)}`,
  ],
  "users of a seed file": [
    readSeedFile,
    (count) => `users:\n${many(count, (at) => `  - mail: a${at}`)}`,
  ],
  "unknown values of a release": [
    readHelmValues,
    (count) => release + many(count, (at) => `  k${at}: v`),
  ],
  "annotations of a release": [
    readHelmValues,
    (count) => `${release}  podAnnotations:\n${many(count, (at) => `    k${at}: v`)}`,
  ],
};

async function costOf(read: Reader, text: string): Promise<number> {
  const begin = process.cpuUsage();
  await read(text);
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000;
}

describe("large files", function () {
  this.timeout(120_000);

  for (const [what, [read, textOf]] of Object.entries(flat)) {
    it(`are read in time that grows with them alone: ${what}`, async () => {
      // The first reading compiles, and a small one costs next to nothing.
      await costOf(read, textOf(1000));
      const cost = await costOf(read, textOf(20_000));
      ok(cost < 6000, `20,000 lines take ${cost} ms`);
    });
  }

  it("have their first problems printed, and the others counted", async () => {
    for (const what of ["keys of a stack file", "users of a seed file"] as const) {
      const [read, textOf] = flat[what] ?? [readStackFile, String];
      const { error } = await read(textOf(2000));
      const { message } = error as Error;
      match(message, /\d{4} problems/);
      match(message, /… and \d{4} more\s*$/);
      ok(message.split("\n").length < 250);
    }
  });

  it("are refused above a length, with that length", async () => {
    for (const read of [readStackFile, readShared, readHelmValues]) {
      const { shown } = await read(`# ${"x".repeat(2_000_000)}`);
      match(shown, /it is longer than 2 million characters\. Split it\./);
    }
    const { error } = await readSeedFile(`# ${"x".repeat(2_000_000)}\nusers: []\n`);
    ok(error === undefined);
  });
});
