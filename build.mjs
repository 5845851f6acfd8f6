/*
 * Compiles the project into `dist/`, in about a second and without a look at types, which are those
 * of `npm run check`: each source by itself, and the program as one file, which loads faster. What
 * is compiled already is left alone. `--tests`: the tests and benchmarks too.
 */
import { createHash } from "node:crypto";
import {
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";

const root = import.meta.dirname;

const TESTS = ["bench", "test"];
const { include } = JSON.parse(read("tsconfig.json"));
const GROUPS = {
  sources: include.filter((entry) => !TESTS.includes(entry) && !entry.endsWith(".ts")),
  tests: TESTS,
};

/** What all that is compiled depends on: the lock file has the releases of bundled packages. */
const OF_ALL = ["build.mjs", "package-lock.json", "tsconfig.json"];
const PROGRAM = "index.ts";
/** The record of the program's sources, which the program compares with those that are there. */
const STAMP = "dist/build-stamp.json";
/** What the program loads when it needs it, and what the text of the dynamic provider loads. */
const LOADED_LATER = ["checks/preflight/preflight.ts", "seed/runtime.ts"];
/** Packages that become part of the program; the others are found where they are installed. */
const BUNDLED = /^(zod|yaml|fastest-levenshtein)(\/|$)/;

const options = {
  absWorkingDir: root,
  platform: "node",
  target: "node22",
  format: "cjs",
  logLevel: "warning",
};

/** Compiles the folders of a group, unless nothing has changed since. */
async function compileGroup(name, further) {
  const sources = GROUPS[name].flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: root }));
  const record = inDist(`.${name}`);
  const inputs = [...OF_ALL, PROGRAM, ...sources.sort()];
  // Before anything is compiled: what changes meanwhile is newer than the build.
  const hashes = Object.fromEntries(inputs.map((file) => [file, hash(read(file))]));
  const fingerprint = hash(JSON.stringify(hashes));
  const outputs = sources.map((file) => inDist(file.replace(/\.ts$/, ".js")));
  if (name === "sources") outputs.push(inDist("index.js"), path.join(root, STAMP));
  const isRecorded = existsSync(record) && readFileSync(record, "utf8") === fingerprint;
  if (isRecorded && outputs.every(isWhole)) return;
  rmSync(record, { force: true });
  // Loaded only here: a build of what is built already should cost nothing.
  const { build } = await import("esbuild");
  const made = await build({
    ...options,
    entryPoints: sources,
    outbase: root,
    outdir: "dist",
    sourcemap: true,
    write: false,
  });
  writeOutputs(made);
  removeLeftovers(GROUPS[name], new Set(sources));
  await further(build, hashes);
  write(record, fingerprint);
}

/** Whether a file is there; a crash of the machine leaves empty ones. */
function isWhole(file) {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

/** Writes what has changed. */
function writeOutputs({ outputFiles }) {
  for (const { path: file, contents } of outputFiles) {
    if (!existsSync(file) || !readFileSync(file).equals(contents)) write(file, contents);
  }
}

/** Writes a file as a whole: whoever reads it meanwhile, or builds too, never finds a part of it. */
function write(file, contents) {
  const unfinished = inDist(`.unfinished-${process.pid}`);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(unfinished, contents);
  renameSync(unfinished, file);
}

/** Deletes what was compiled from sources that are gone. */
function removeLeftovers(folders, sources) {
  for (const folder of folders) {
    for (const file of globSync(`${folder}/**/*.{js,js.map,d.ts}`, { cwd: inDist("") })) {
      const source = file.replace(/\.(js|js\.map|d\.ts)$/, ".ts");
      if (!sources.has(source)) rmSync(inDist(file), { force: true });
    }
  }
}

/** Makes the program one file. Its map is read for a stack trace only. */
async function compileProgram(build, hashes) {
  const program = await bundle(build, PROGRAM, { outfile: "dist/index.js", sourcemap: true });
  writeOutputs(program);
  const later = await Promise.all(LOADED_LATER.map((entry) => bundle(build, entry, {})));
  const loaded = [program, ...later].flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const own = [...new Set(loaded)].filter((file) => !file.startsWith("node_modules/")).sort();
  const stamp = Object.fromEntries([...OF_ALL, ...own].map((file) => [file, hashes[file]]));
  write(path.join(root, STAMP), JSON.stringify(stamp));
}

async function bundle(build, entry, further) {
  const stays = (entry === PROGRAM ? LOADED_LATER : []).map((file) => inDist(file));
  const plugin = {
    name: "stays-outside",
    setup(resolving) {
      resolving.onResolve({ filter: /^[^./]/ }, ({ path: name, kind }) =>
        kind === "entry-point" || BUNDLED.test(name) ? undefined : { path: name, external: true },
      );
      resolving.onResolve({ filter: /^\./ }, ({ path: name, resolveDir }) => {
        const file = path.join(resolveDir, name).replace(/(\.js)?$/, "");
        const found = stays.find((stay) => stay === inDist(`${path.relative(root, file)}.ts`));
        if (found === undefined) return undefined;
        const relative = path.relative(inDist(""), found).replace(/\.ts$/, ".js");
        return { path: `./${relative}`, external: true };
      });
    },
  };
  return build({
    ...options,
    ...further,
    entryPoints: [entry],
    bundle: true,
    metafile: true,
    write: false,
    plugins: [plugin],
  });
}

function inDist(file) {
  return path.join(root, "dist", file);
}

function read(file) {
  return readFileSync(path.join(root, file));
}

function hash(content) {
  return createHash("sha256").update(content).digest("hex");
}

await compileGroup("sources", compileProgram);
if (process.argv.includes("--tests")) await compileGroup("tests", () => undefined);
