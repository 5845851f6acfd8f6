import { runCommand } from "../../workspace/run-command";
import { preparePackage, type PythonPackage, type PythonPlaces } from "./python-package";

/*
 * The schemas of the Kubernetes API, as PyPI's kubernetes-validate carries them, and its JSON Schema
 * library. Its own function reads two megabytes for each object and stops at the first fault, so the
 * few lines below take its place: each schema is read once, and every fault is told.
 */

const PACKAGE: PythonPackage = {
  name: "kubernetes-validate",
  release: "1.37.0",
  purpose: "The manifests are checked by",
  probe: "import yaml, kubernetes_validate",
};

/** A Kubernetes object as text: YAML, or JSON where the file's name says so. */
export interface ManifestText {
  /** Names the object in what is found. */
  readonly file: string;
  readonly text: string;
}

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
export function preparePython(places?: PythonPlaces): Promise<string> {
  return preparePackage(PACKAGE, places);
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
