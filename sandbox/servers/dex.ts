import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import type { PlainMap } from "../../dex/merge";
import { dexYaml } from "../../dex/yaml";
import { buildGoProgram } from "../../workspace/engine/build-go-program";
import { cacheFolder, projectRoot } from "../../workspace/folders";
import { executable } from "../../workspace/run-command";
import { SandboxError } from "../errors";

/** The release whose source `sandbox/toolchain/dex` pins. */
export const DEX_VERSION = "2.44.0";

/** A machine under load may take long; one that works takes a second. */
const START_LIMIT = 120_000;
const STOP_LIMIT = 20_000;
const PAUSE = 100;
/** Lines of the log to report with a failure. */
const TAIL = 10;

/** How a Dex is started. */
export interface DexOptions {
  /** Its whole configuration, as `dexDocument` makes it, with its issuer. */
  readonly document: PlainMap & { readonly issuer: string };
  /** The port of 127.0.0.1 to listen on. */
  readonly port: number;
  /** Where it is asked whether it is ready, when its issuer is behind an entry. @default the issuer */
  readonly address?: string;
  /** Environment besides PATH; nothing else of this process reaches it. */
  readonly env?: Readonly<Record<string, string>>;
  /** Further arguments, such as the addresses of other listeners. */
  readonly args?: readonly string[];
  /** Folder for its file, which is left there. @default one in the system's folder, removed at the end */
  readonly folder?: string;
  /** The program. @default what `prepareDex` builds */
  readonly binary?: string;
  /** Called with each progress of the build, where there is one. @default silent */
  readonly onProgress?: (text: string) => void;
  /** Called with what it logs. */
  readonly onLog?: (text: string) => void;
  /** Called when it ends without having been stopped, with the reason. */
  readonly onEnd?: (reason: string) => void;
}

/** Its file, in its folder. */
export const DEX_FILE = "config.yaml";
/** What is kept of a log. */
const LOG_LIMIT = 1_000_000;

/** A running Dex. */
export interface Dex {
  readonly issuer: string;
  /** What it has logged until now. */
  log(): string;
  /** Ends the process, and returns when it is gone. */
  stop(): Promise<void>;
}

/** The path of Dex, which is built once by Go from the module proxy: about a minute, then kept. */
export async function prepareDex(onProgress: (text: string) => void = () => undefined) {
  const output = path.join(cacheFolder(), "dex", `dex-v${DEX_VERSION}`, executable("dex"));
  const { failure } = await buildGoProgram({
    moduleFolder: path.join(projectRoot(), "sandbox", "toolchain", "dex"),
    program: "github.com/dexidp/dex/cmd/dex",
    stamps: { "main.version": `v${DEX_VERSION}` },
    output,
    label: `Dex ${DEX_VERSION}`,
    onProgress,
  });
  if (failure !== undefined) {
    throw new SandboxError(
      `Dex ${DEX_VERSION} can't be built from source: ${failure}.\n` +
        "Put dex on PATH, or install Go 1.26 or later from https://go.dev/dl and let this machine reach a Go module proxy (GOPROXY).",
    );
  }
  return output;
}

/**
 * Starts a Dex, and returns when `/healthz` answers. One that ends before, because it refuses its
 * configuration for example, is an error with the last lines of its log.
 */
export async function startDex(options: DexOptions): Promise<Dex> {
  const { document, port, env = {}, onProgress } = options;
  const { issuer } = document;
  const address = options.address ?? issuer;
  const binary = options.binary ?? (await prepareDex(onProgress));
  const folder = options.folder ?? mkdtempSync(path.join(tmpdir(), "formance-dex-"));
  const file = path.join(folder, DEX_FILE);
  // It holds secrets.
  writeFileSync(file, dexYaml(document), { mode: 0o600 });
  let logged = "";
  let ending: string | undefined;
  let stopping = false;
  const args = ["serve", "--web-http-addr", `127.0.0.1:${port}`, ...(options.args ?? []), file];
  const child = spawn(binary, args, {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env.PATH, ...env },
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      logged = (logged + text).slice(-LOG_LIMIT);
      options.onLog?.(text);
    });
  }
  // "close" comes after the last output, so a failure is reported with its reason.
  const ended = new Promise<void>((resolve) => {
    child.once("error", ({ message }) => {
      ending = message;
      resolve();
    });
    child.once("close", (code, signal) => {
      ending ??= `it ended with ${signal ?? code}`;
      if (!stopping) options.onEnd?.(ending);
      resolve();
    });
  });
  const stop = async () => {
    stopping = true;
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), STOP_LIMIT);
    await ended;
    clearTimeout(timer);
    if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
  };
  const limit = Date.now() + START_LIMIT;
  while (!(await answers(`${address}/healthz`))) {
    if (ending === undefined && Date.now() < limit) {
      await sleep(PAUSE);
      continue;
    }
    const reason = ending ?? `it doesn't answer at ${address}/healthz`;
    await stop();
    throw new SandboxError(
      `Dex isn't running: ${reason}\n${logged.trim().split("\n").slice(-TAIL).join("\n")}`,
    );
  }
  return { issuer, log: () => logged, stop };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false;
  }
}
