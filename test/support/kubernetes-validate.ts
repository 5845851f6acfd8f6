import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { runCommand, type RunResult } from "../../sandbox/run-command";
import { cacheFolder } from "../../sandbox/places";

/*
 * The schemas of the Kubernetes API, as PyPI's kubernetes-validate carries them, and its JSON Schema
 * library. Its own function reads two megabytes for each object and stops at the first fault, so the
 * few lines below take its place: each schema is read once, and every fault is told.
 */

const RELEASE = "1.37.0";
const FIRST_TIME_LIMIT = 5 * 60_000;

/** A Kubernetes object as text: YAML, or JSON where the file's name says so. */
export interface ManifestText {
  /** Names the object in what is found. */
  readonly file: string;
  readonly text: string;
}

/** Where the tools come from; tests give their own. */
export interface ValidatorPlaces {
  readonly cache: string;
  /** Commands to try. */
  readonly pythons: readonly string[];
}

const places: ValidatorPlaces = {
  cache: cacheFolder(),
  pythons: process.platform === "win32" ? ["python", "py"] : ["python3", "python"],
};

/**
 * What is wrong with the manifests by the API of these versions of Kubernetes: a line for each fault,
 * with the file and the field and without the value. Unknown fields and kinds are faults.
 */
export async function faultsOf(
  manifests: readonly ManifestText[],
  versions: readonly string[],
): Promise<string[]> {
  const python = await preparePython();
  const { code, stdout, stderr } = await runCommand(python, ["-I", "-c", SCRIPT], {
    input: JSON.stringify({ manifests, versions }),
  });
  if (code !== 0) throw new Error(`kubernetes-validate failed:\n${stderr.trim()}`);
  return JSON.parse(stdout) as string[];
}

/** The Python that has the schemas; made in the cache at the first time. */
export async function preparePython({ cache, pythons }: ValidatorPlaces = places): Promise<string> {
  const folder = path.join(cache, `kubernetes-validate-${RELEASE}`);
  if (await works(pythonIn(folder))) return pythonIn(folder);
  const base = await findPython(pythons);
  mkdirSync(cache, { recursive: true });
  // Another run may make it at the same time: it is made aside, and the first to be ready stays.
  const aside = mkdtempSync(`${folder}.`);
  try {
    const venv = await runCommand(base, ["-m", "venv", aside], { timeout: FIRST_TIME_LIMIT });
    if (venv.code !== 0) {
      throw missing(
        `${base} can't make a virtual environment: ${lastLines(venv)}`,
        "Install Python's venv module, for example: apt-get install python3-venv",
      );
    }
    const install = ["-m", "pip", "install", "--quiet", `kubernetes-validate==${RELEASE}`];
    const pip = await runCommand(pythonIn(aside), install, { timeout: FIRST_TIME_LIMIT });
    if (pip.code !== 0) {
      throw missing(
        `pip can't install kubernetes-validate ${RELEASE}: ${lastLines(pip)}`,
        "Let this machine reach PyPI, or name a mirror by PIP_INDEX_URL.",
      );
    }
    if (!(await works(pythonIn(folder)))) {
      rmSync(folder, { recursive: true, force: true });
      renameSync(aside, folder);
    }
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  return pythonIn(folder);
}

async function findPython(pythons: readonly string[]): Promise<string> {
  for (const python of pythons) {
    const { code } = await runCommand(python, [
      "-c",
      "import sys; assert sys.version_info >= (3, 9)",
    ]);
    if (code === 0) return python;
  }
  throw missing(
    `there is no Python 3.9 or later (looked for ${pythons.join(", ")} on PATH)`,
    "Install it, for example: apt-get install python3 python3-venv, or from https://www.python.org/downloads",
  );
}

function missing(what: string, help: string): Error {
  return new Error(
    `The manifests are checked by PyPI's kubernetes-validate, and ${what}.\n${help}`,
  );
}

async function works(python: string): Promise<boolean> {
  if (!existsSync(python)) return false;
  return (await runCommand(python, ["-I", "-c", "import yaml, kubernetes_validate"])).code === 0;
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

/** YAML is read by the rules of YAML 1.1, as kubectl does: a bare `on` is no text. */
const SCRIPT = `
import functools, json, sys
import yaml
from jsonschema.validators import Draft202012Validator
from kubernetes_validate import utils
from referencing import Registry, Resource

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
FOLDERS = {utils.major_minor(v): v for v in utils.all_versions()}

def schema(version, name):
    folder = f"kubernetes-json-schema/v{FOLDERS[version]}-local-strict"
    return utils.schema_contents(f"{folder}/{name}.json", version)

@functools.cache
def definitions(version):
    return Resource.from_contents(schema(version, "_definitions")) @ Registry()

@functools.cache
def validator(version, api_version, kind):
    group, _, release = api_version.rpartition("/")
    name = "-".join(filter(None, [kind.lower(), group.partition(".")[0], release]))
    try:
        contents = schema(version, name)
    except FileNotFoundError:
        return None
    registry = Resource.from_contents(contents) @ definitions(version)
    return Draft202012Validator(contents, registry=registry)

def field(path):
    text = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in path)
    return text.lstrip(".") or "the object"

def kind_of(value):
    names = {dict: "a map", list: "a list", str: "text", bool: "a boolean", int: "a whole number",
             float: "a number", type(None): "null"}
    return names.get(type(value), f"a {type(value).__name__}")

# The value stays unsaid: it may be a secret.
def faults(error):
    path, rule = list(error.absolute_path), error.validator
    if rule == "additionalProperties":
        known = error.schema.get("properties", {})
        return [f"{field(path + [k])} is unknown" for k in error.instance if k not in known]
    if rule == "required":
        return [f"{field(path + [k])} is missing" for k in error.validator_value if k not in error.instance]
    if rule == "type":
        return [f"{field(path)} is {kind_of(error.instance)}, not {error.validator_value}"]
    return [f"{field(path)} breaks the rule {rule}: {json.dumps(error.validator_value)[:200]}"]

def check(version, thing):
    if not isinstance(thing, dict) or not all(isinstance(thing.get(k), str) for k in ("apiVersion", "kind")):
        return ["it has no apiVersion and kind"]
    found = validator(version, thing["apiVersion"], thing["kind"])
    if found is None:
        return [f"{thing['apiVersion']} has no kind {thing['kind']}"]
    return [fault for error in found.iter_errors(thing) for fault in dict.fromkeys(faults(error))]

request, lines = json.load(sys.stdin), []
for manifest in request["manifests"]:
    file, text = manifest["file"], manifest["text"]
    things = [json.loads(text)] if file.endswith(".json") else list(yaml.load_all(text, Loader=LOADER))
    for version in request["versions"]:
        for thing in things:
            lines += [f"{file}, Kubernetes {version}: {fault}" for fault in check(version, thing)]
print(json.dumps(lines))
`;
