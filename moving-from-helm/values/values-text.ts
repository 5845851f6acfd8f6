import { parseDocument } from "yaml";
import { isMapping, type Mapping } from "../../config/path";
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
  const document = parseDocument(text.replace(header, ""), { uniqueKeys: true });
  const [error] = document.errors;
  if (error !== undefined) {
    // The message goes on with an excerpt, which may hold a secret.
    const [what = "a mistake"] = error.message.split(/ at line |\n/);
    const [at] = error.linePos ?? [];
    const where = at === undefined ? "" : ` at line ${at.line + lines(text)}, column ${at.col}`;
    throw new HelmValuesError(`${name} is not YAML: ${what}${where}.${braces(text)}`);
  }
  const values: unknown = document.toJS({ maxAliasCount: 100 });
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

/** The lines that the header takes. */
function lines(text: string): number {
  return header.test(text) ? 1 : 0;
}

function braces(text: string): string {
  return /:[ \t]*\{\{/.test(text)
    ? " A template expression needs quotes where it is the value; a file of templates is not a values file."
    : "";
}
