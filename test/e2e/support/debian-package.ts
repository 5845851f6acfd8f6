import { createHash } from "node:crypto";
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import path from "node:path";
import { findOnPath } from "../../../workspace/engine/from-path";
import { isWholeProgram } from "../../../workspace/engine/whole-program";
import { cacheFolder } from "../../../workspace/folders";
import { runCommand } from "../../../workspace/run-command";

const TIME_LIMIT = 5 * 60_000;
const TOOLS = ["apt-get", "dpkg-deb", "dpkg-query"];

/** A Debian package's files in the cache, or why there are none. */
export type Unpacked = { readonly folder: string } | { readonly failure: string };

/**
 * The folder with a Debian package and the libraries that it needs and this machine lacks. Nothing
 * is installed, so it takes no root; the list of packages is one of its own as well.
 */
export function unpackDebianPackage(
  name: string,
  onProgress: (text: string) => void,
): Promise<Unpacked> {
  return unpackDebianPackages(name, [name], onProgress);
}

/** The same of several packages, in one folder of a name for this list of them. */
export async function unpackDebianPackages(
  name: string,
  packages: readonly string[],
  onProgress: (text: string) => void,
): Promise<Unpacked> {
  const digest = createHash("sha256").update(packages.join()).digest("hex").slice(0, 12);
  const folder = path.join(cacheFolder(), `debian-${name}-${digest}`);
  if (existsSync(folder)) {
    if (isWhole(folder)) return { folder };
    rmSync(folder, { recursive: true });
  }
  const lacking = TOOLS.filter((tool) => findOnPath(tool) === undefined);
  if (lacking.length > 0) return { failure: `there is no ${lacking.join(", no ")} on PATH` };
  mkdirSync(cacheFolder(), { recursive: true });
  // Another run may make it at the same time: it is made aside, and the first to be ready stays.
  const aside = mkdtempSync(`${folder}.`);
  try {
    onProgress(`downloading Debian's ${name}`);
    await download(packages, aside);
    if (!existsSync(folder)) renameSync(path.join(aside, "root"), folder);
    return { folder };
  } catch (error) {
    // The other run may have been ready in between.
    if (existsSync(folder)) return { folder };
    return { failure: error instanceof Error ? error.message : String(error) };
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** Whether no program or library in it is cut off, as by a full disk. */
function isWhole(folder: string): boolean {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name))
    .every((file) => statSync(file).size === 0 || isWholeProgram(file));
}

/** The folders with shared libraries of what was unpacked, for `LD_LIBRARY_PATH`. */
export function libraryFolders(folder: string): string[] {
  return globSync(["usr/lib/*-linux-*", "lib/*-linux-*"], { cwd: folder }).map((found) =>
    path.join(folder, found),
  );
}

async function download(packages: readonly string[], folder: string): Promise<void> {
  const root = path.join(folder, "root");
  for (const part of [root, "lists/partial", "archives/partial"]) {
    mkdirSync(path.resolve(folder, part), { recursive: true });
  }
  const options = [
    `Dir::State::Lists=${path.join(folder, "lists")}`,
    `Dir::Cache=${folder}`,
    // As root, apt would work as a user who has no right to the folder.
    "APT::Sandbox::User=root",
  ].flatMap((option) => ["-o", option]);
  await run("apt-get", [...options, "update"], folder);
  const wanted = [...packages];
  for (const each of wanted) {
    await run("apt-get", [...options, "download", each], folder);
    const [file = ""] = globSync(`${each}_*.deb`, { cwd: folder });
    await run("dpkg-deb", ["--extract", file, root], folder);
    const depends = await run("dpkg-deb", ["--field", file, "Depends"], folder);
    for (const library of librariesIn(depends)) {
      if (!wanted.includes(library) && !(await isInstalled(library))) wanted.push(library);
    }
  }
}

/** Names of libraries among dependencies like `libc6 (>= 2.34), perl:any | libx, adduser`. */
function librariesIn(depends: string): string[] {
  return depends.split(",").flatMap((entry) => /^\s*(lib[^\s:|(]+)/.exec(entry)?.[1] ?? []);
}

async function isInstalled(name: string): Promise<boolean> {
  const args = ["--show", "--showformat=${db:Status-Status}", name];
  return (await runCommand("dpkg-query", args)).stdout.startsWith("installed");
}

async function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  const result = await runCommand(command, args, {
    cwd,
    env: { ...process.env, LC_ALL: "C" },
    timeout: TIME_LIMIT,
  });
  if (result.code === 0) return result.stdout;
  const reason = result.timedOut ? "it is not done after 5 minutes" : result.failure;
  const said = `${result.stdout}\n${result.stderr}`.trim().split("\n").slice(-3).join("; ");
  throw new Error(`${command} ${args.at(-1) ?? ""} failed: ${reason ?? said}`);
}
