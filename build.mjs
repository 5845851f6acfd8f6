/*
 * Compiles the project into `dist/`, in about a second and without a look at types, which are those
 * of `npm run check`: each source by itself, and the program as one file, which loads faster. What
 * is compiled already is left alone. `--tests`: the tests and benchmarks too.
 */
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const root = import.meta.dirname;

const TESTS = ["bench", "test"];
const { include } = JSON.parse(read("tsconfig.json"));
const GROUPS = {
  sources: include.filter((entry) => !TESTS.includes(entry) && !entry.endsWith(".ts")),
  tests: TESTS,
};

const PROGRAM = "index.ts";
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
  const inputs = ["build.mjs", "package-lock.json", "tsconfig.json", PROGRAM, ...sources.sort()];
  const fingerprint = hash(inputs.map((file) => `${file} ${hash(read(file))}\n`).join(""));
  if (existsSync(record) && readFileSync(record, "utf8") === fingerprint) return;
  rmSync(record, { force: true });
  // Loaded only here: a build of what is built already should cost nothing.
  const { build } = await import("esbuild");
  await build({ ...options, entryPoints: sources, outbase: root, outdir: "dist", sourcemap: true });
  removeLeftovers(GROUPS[name], new Set(sources));
  await further(build);
  writeFileSync(record, fingerprint);
}

/** Deletes what was compiled from sources that are gone. */
function removeLeftovers(folders, sources) {
  for (const folder of folders) {
    for (const file of globSync(`${folder}/**/*.{js,js.map,d.ts}`, { cwd: inDist("") })) {
      const source = file.replace(/\.(js|js\.map|d\.ts)$/, ".ts");
      if (!sources.has(source)) rmSync(inDist(file));
    }
  }
}

/** Makes the program one file. Its map is read for a stack trace only. */
async function compileProgram(build) {
  const { inputs } = await bundle(build, PROGRAM, {
    outfile: "dist/index.js",
    sourcemap: true,
  });
  const later = await Promise.all(
    LOADED_LATER.map((entry) => bundle(build, entry, { write: false })),
  );
  const loaded = [...Object.keys(inputs), ...later.flatMap((made) => Object.keys(made.inputs))];
  const own = [...new Set(loaded)].filter((file) => !file.startsWith("node_modules/"));
  const { hashSources, STAMP } = createRequire(import.meta.url)("./dist/program/build-stamp.js");
  writeFileSync(path.join(root, STAMP), JSON.stringify(hashSources(root, own.sort())));
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
  const { metafile } = await build({
    ...options,
    ...further,
    entryPoints: [entry],
    bundle: true,
    metafile: true,
    plugins: [plugin],
  });
  return metafile;
}

function inDist(file) {
  return path.join(root, "dist", file);
}

function read(file) {
  return readFileSync(path.join(root, file), "utf8");
}

function hash(text) {
  return createHash("sha256").update(text).digest("hex");
}

await compileGroup("sources", compileProgram);
if (process.argv.includes("--tests")) await compileGroup("tests", () => undefined);
