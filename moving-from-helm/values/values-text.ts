import { formatPath, isMapping, type Mapping } from "../../config/path";
import { YamlError } from "../../yaml/error";
import { readYaml } from "../../yaml/read";
import { HelmValuesError } from "../errors";

/** What `helm get values` prints above the YAML, without and with `--all`. */
const header = /^(?:\uFEFF)?(?:USER-SUPPLIED|COMPUTED) VALUES:[ \t]*\r?\n/;

/**
 * The values of a release, as written in a values file, or printed by `helm get values` with any
 * `-o` but `table`'s own form; JSON is YAML as well.
 *
 * @param name what to call the text in an error: its file
 * @throws {HelmValuesError} when it is not one YAML map
 */
export function parseValues(text: string, name: string): Mapping {
  const values = valuesOf(text, name);
  if (values === null) {
    throw new HelmValuesError(
      `${name} has no values. To print those that a release was installed with: helm get values RELEASE --output yaml`,
    );
  }
  if (!isMapping(values)) {
    throw new HelmValuesError(
      `${name} is ${Array.isArray(values) ? "a list" : "a single string"}, but the values of a Helm release are a map: global, membership, portal, console-v3.`,
    );
  }
  return values;
}

function valuesOf(text: string, name: string): unknown {
  try {
    // The header's line stays, so that lines have their numbers.
    const { value, problems } = readYaml(text.replace(header, "\n"));
    // Helm takes a date without quotes as text.
    const [problem] = problems.filter(({ isDate }) => !isDate);
    if (problem === undefined) return value;
    const { path, line, message } = problem;
    throw new HelmValuesError(`${name} line ${line}: ${formatPath(path)} ${message}`);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw new HelmValuesError(`${name} ${error.sentence}${braces(text)}`);
  }
}

function braces(text: string): string {
  return /:[ \t]*\{\{/.test(text)
    ? " A template expression needs quotes where it is the value; a file of templates is not a values file."
    : "";
}
