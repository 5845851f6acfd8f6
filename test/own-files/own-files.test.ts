import { ok } from "node:assert/strict";
import * as fc from "fast-check";
import { isForPeople } from "../../cli/errors";
import { ConfigError } from "../../config";
import { CANARY, mutation } from "./mutations";
import {
  readHelmValues,
  readSeedFile,
  readSharedFile,
  readStackFile,
  type Reader,
} from "./readers";
import { helmTexts, seedTexts, sharedTexts, stackOfShared, stackTexts } from "./texts";

/** How long each kind of file is tried; OWN_FILES_SECONDS=900 makes an hour of all four. */
const seconds = Number(process.env.OWN_FILES_SECONDS ?? "3");

const files: Readonly<
  Record<string, { readonly read: Reader; readonly texts: readonly string[] }>
> = {
  "stack files": { read: readStackFile, texts: stackTexts },
  "shared files": { read: readSharedFile(stackOfShared), texts: sharedTexts },
  "seed files": { read: readSeedFile, texts: seedTexts },
  "Helm values": { read: readHelmValues, texts: helmTexts },
};

/** Two ends only: what the program goes on with, or an error that tells a person where and what. */
async function check(read: Reader, text: string): Promise<void> {
  const begin = process.cpuUsage();
  const { error, shown } = await read(text);
  const { user, system } = process.cpuUsage(begin);
  ok(error === undefined || isForPeople(error), shown);
  ok(!/\n\s+at /.test(shown), `a stack trace: ${shown}`);
  ok(!shown.includes(CANARY), `a secret: ${shown}`);
  if (error instanceof ConfigError) {
    ok(error.problems.length > 0 && error.problems.every(({ path }) => path !== ""), shown);
  }
  // Other processes don't count, and neither does the first compilation.
  ok(user + system < 1_000_000, `${(user + system) / 1000} ms: ${shown.slice(0, 200)}`);
}

describe("files that people write, changed in every way", function () {
  this.timeout(seconds * 1000 + 60_000);

  for (const [kind, { read, texts }] of Object.entries(files)) {
    it(`end in a config or in an error with its place: ${kind}`, async () => {
      for (const text of texts) {
        const { error, shown } = await read(text);
        ok(error === undefined, shown);
      }
      const changes = fc.array(mutation, { minLength: 1, maxLength: 4 });
      const changed = fc
        .tuple(fc.constantFrom(...texts), changes)
        .map(([text, mutations]) => mutations.reduce((before, mutate) => mutate(before), text));
      await fc.assert(
        fc.asyncProperty(changed, (text) => check(read, text)),
        {
          numRuns: Number.MAX_SAFE_INTEGER,
          interruptAfterTimeLimit: seconds * 1000,
          markInterruptAsFailure: false,
        },
      );
    });
  }
});
