import { existsSync, globSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { isWholeProgram } from "../../workspace/engine/whole-program";
import { cacheFolder } from "../../workspace/folders";
import { runCommand, type RunResult } from "../../workspace/run-command";

const FIRST_TIME_LIMIT = 5 * 60_000;

/** A package of PyPI that tests use. */
export interface PythonPackage {
  readonly name: string;
  readonly release: string;
  /** What it is for, as a sentence's beginning, e.g. `The manifests are checked by`. */
  readonly purpose: string;
  /** Python statements that succeed where the package is there and whole. */
  readonly probe: string;
  /** A program that it brings and that has to be whole, below the folder of the environment's packages. */
  readonly program?: string;
}

/** Where the tools come from; tests give their own. */
export interface PythonPlaces {
  readonly cache: string;
  /** Commands to try. */
  readonly pythons: readonly string[];
}

const places: PythonPlaces = {
  cache: cacheFolder(),
  pythons: process.platform === "win32" ? ["python", "py"] : ["python3", "python"],
};

/** The Python that has the package, in an environment of its own; made in the cache at the first time. */
export async function preparePackage(
  wanted: PythonPackage,
  { cache, pythons }: PythonPlaces = places,
): Promise<string> {
  const folder = path.join(cache, `${wanted.name}-${wanted.release}`);
  if (await works(folder, wanted)) return pythonIn(folder);
  const base = await findPython(wanted, pythons);
  mkdirSync(cache, { recursive: true });
  // Another run may make it at the same time: it is made aside, and the first to be ready stays.
  const aside = mkdtempSync(`${folder}.`);
  try {
    const venv = await runCommand(base, ["-m", "venv", aside], { timeout: FIRST_TIME_LIMIT });
    if (venv.code !== 0) {
      throw missing(
        wanted,
        `${base} can't make a virtual environment: ${lastLines(venv)}`,
        "Install Python's venv module, for example: apt-get install python3-venv",
      );
    }
    const install = ["-m", "pip", "install", "--quiet", `${wanted.name}==${wanted.release}`];
    const pip = await runCommand(pythonIn(aside), install, { timeout: FIRST_TIME_LIMIT });
    if (pip.code !== 0) {
      throw missing(
        wanted,
        `pip can't install ${wanted.name} ${wanted.release}: ${lastLines(pip)}`,
        "Let this machine reach PyPI, or name a mirror by PIP_INDEX_URL.",
      );
    }
    if (!(await works(folder, wanted))) {
      rmSync(folder, { recursive: true, force: true });
      renameSync(aside, folder);
    }
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  return pythonIn(folder);
}

async function findPython(wanted: PythonPackage, pythons: readonly string[]): Promise<string> {
  for (const python of pythons) {
    const { code } = await runCommand(python, [
      "-c",
      "import sys; assert sys.version_info >= (3, 9)",
    ]);
    if (code === 0) return python;
  }
  throw missing(
    wanted,
    `there is no Python 3.9 or later (looked for ${pythons.join(", ")} on PATH)`,
    "Install it, for example: apt-get install python3 python3-venv, or from https://www.python.org/downloads",
  );
}

function missing({ purpose, name }: PythonPackage, what: string, help: string): Error {
  return new Error(`${purpose} PyPI's ${name}, and ${what}.\n${help}`);
}

async function works(folder: string, { probe, program }: PythonPackage): Promise<boolean> {
  const python = pythonIn(folder);
  if (!existsSync(python)) return false;
  if (program !== undefined) {
    const found = globSync(`lib/python*/site-packages/${program}`, { cwd: folder });
    if (!found.some((file) => isWholeProgram(path.join(folder, file)))) return false;
  }
  return (await runCommand(python, ["-I", "-c", probe])).code === 0;
}

/** The environment can be moved as long as nothing but its Python is used. */
function pythonIn(folder: string): string {
  return process.platform === "win32"
    ? path.join(folder, "Scripts", "python.exe")
    : path.join(folder, "bin", "python");
}

function lastLines({ stdout, stderr, timedOut }: RunResult): string {
  if (timedOut) return `not done after ${FIRST_TIME_LIMIT / 60_000} minutes`;
  return `${stdout}\n${stderr}`.trim().split("\n").slice(-3).join("\n");
}
