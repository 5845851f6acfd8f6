import assert from "node:assert/strict";

import { SandboxError } from "../../../sandbox/errors";
import {
  decidePlugins,
  parsePluginChoice,
  sdkPlugins,
  type PluginChoice,
  type ProviderPlugin,
} from "../../../sandbox/plugins/choice";

const WANTED: ProviderPlugin[] = [
  { name: "random", version: "1.0.0" },
  { name: "kubernetes", version: "2.0.0" },
];

interface Machine {
  readonly installed?: readonly ProviderPlugin[];
  readonly downloads?: Readonly<Record<string, string | undefined>>;
  readonly lastFailure?: number;
}

async function decide(choice: PluginChoice, machine: Machine) {
  const tried: string[] = [];
  const limits: number[] = [];
  let remembered: string | undefined;
  const outcome = await decidePlugins(
    choice,
    {
      installed: () => Promise.resolve(machine.installed ?? []),
      install: ({ name }, limit) => {
        tried.push(name);
        limits.push(limit);
        return Promise.resolve(machine.downloads?.[name]);
      },
      lastFailure: () => machine.lastFailure,
      rememberFailure: (reason) => (remembered = reason),
      onProgress: () => undefined,
    },
    WANTED,
  ).catch((error: unknown) => {
    assert.ok(error instanceof SandboxError);
    return { source: "none", reason: error.message };
  });
  return { outcome, tried, limits, remembered };
}

describe("the choice of provider plugins", () => {
  it("uses what is installed at the SDK's version", async () => {
    const { outcome, tried } = await decide("auto", { installed: WANTED });
    assert.equal(outcome.source, "official");
    assert.deepEqual(tried, []);
  });

  it("downloads only what is missing; another version does not count", async () => {
    const installed = [...WANTED.slice(0, 1), { name: "kubernetes", version: "1.9.0" }];
    const { outcome, tried } = await decide("auto", { installed });
    assert.equal(outcome.source, "official");
    assert.deepEqual(tried, ["kubernetes"]);
  });

  it("gives the first download less time than the others", async () => {
    const { limits } = await decide("auto", {});
    assert.ok((limits[0] ?? 0) < (limits[1] ?? 0));
  });

  it("falls back to stand-ins after the first failed download, and remembers it", async () => {
    const { outcome, tried, remembered } = await decide("auto", {
      downloads: { random: "no such host" },
    });
    assert.equal(outcome.source, "local");
    assert.match(outcome.reason, /no such host/);
    assert.deepEqual(tried, ["random"]);
    assert.equal(remembered, "no such host");
  });

  it("does not try again within a day", async () => {
    const { outcome, tried } = await decide("auto", { lastFailure: Date.now() - 60_000 });
    assert.equal(outcome.source, "local");
    assert.deepEqual(tried, []);
  });

  it("tries again after a day, and whenever the official ones are asked for", async () => {
    const twoDays = Date.now() - 48 * 60 * 60_000;
    assert.deepEqual((await decide("auto", { lastFailure: twoDays })).tried.length, 2);
    assert.deepEqual((await decide("official", { lastFailure: Date.now() })).tried.length, 2);
  });

  it("fails when the official ones are asked for and can't be had", async () => {
    const { outcome } = await decide("official", { downloads: { random: "no such host" } });
    assert.match(
      outcome.reason,
      /random 1\.0\.0 can't be downloaded: no such host.*--plugins local/,
    );
  });

  it("uses stand-ins when they are asked for", async () => {
    const { outcome, tried } = await decide("local", { installed: WANTED });
    assert.equal(outcome.source, "local");
    assert.deepEqual(tried, []);
  });

  it("knows the versions of the SDK packages", () => {
    const names = sdkPlugins().map(({ name }) => name);
    assert.deepEqual(names, ["random", "tls", "postgresql", "kubernetes"]);
    for (const { version } of sdkPlugins()) assert.match(version, /^\d+\.\d+\.\d+$/);
  });

  it("refuses another word", () => {
    assert.equal(parsePluginChoice(undefined, "--plugins"), "auto");
    assert.throws(() => parsePluginChoice("remote", "--plugins"), /--plugins is "remote"/);
  });
});
