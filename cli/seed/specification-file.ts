import type { StackConfig } from "../../config";
import { formatProblems, SeedError } from "../../seed/errors";
import { seedFields } from "../../seed/schema";
import type { SeedSpecification } from "../../seed/schema";
import { firstOf } from "../../messages/first-of";
import { redactor } from "../../messages/redact";
import { validateSpecification } from "../../seed/validate";
import type { CommandContext } from "../command-context";
import { CommandError } from "../errors";
import { readText } from "../read-text";
import { YamlError } from "../../yaml/error";
import { escapeRawCharacters, hasRawCharacters } from "../../yaml/raw-characters";
import { readYaml, type YamlText } from "../../yaml/read";
import { formatPath } from "../../seed/format-path";

/** The key that holds the seed in a stack file. */
export const SEED_KEY = "formance-control-plane:seed";

/** Seeds may have some hundred thousand rows, and are read once. */
const SEED_LIMIT = 32_000_000;

const LISTS = Object.keys(seedFields.shape);

/**
 * Reads a specification from a YAML or JSON file (`-`: standard input): the lists themselves, or a
 * stack file whose seed holds no encrypted value.
 *
 * @throws {CommandError | SeedError} naming the file and everything that is wrong in it
 */
export async function readSpecification(
  { io }: CommandContext,
  file: string,
): Promise<SeedSpecification> {
  const text =
    file === "-"
      ? await io.readInput()
      : readText(
          io.cwd,
          file,
          () => `The file ${file} can't be read. Name the seed's YAML with --file.`,
        );
  const read = readContent(text, file);
  const content = read.value;
  const top = fields(content);
  const [prefix, inStackFile] =
    SEED_KEY in fields(top.config)
      ? [["config", SEED_KEY], fields(top.config)[SEED_KEY]]
      : [SEED_KEY in top ? [SEED_KEY] : [], top[SEED_KEY]];
  const validated = validateSpecification(
    inStackFile === undefined ? content : listsOf(fields(inStackFile)),
  );
  if (validated.ok) return validated.specification;
  // A problem names what it is about, where a secret may stand by mistake.
  const hide = redactor([]);
  const problems = validated.problems.map(({ path, message }) => {
    const line = read.lineOf([...prefix, ...stepsOf(path)]);
    return { path, message: hide(message), ...(line === undefined ? {} : { line }) };
  });
  const placed = problems.map(({ path, message, line }) => ({
    path: line === undefined || path === "" ? path : `${path} (${placeOf(file, line)})`,
    message,
  }));
  throw new SeedError(hide(`${file}: ${formatProblems(placed)}`), { problems });
}

function placeOf(file: string, line: number): string {
  return file === "-" ? `line ${line}` : `${file}:${line}`;
}

/** The steps of a path as problems have it: `stacks[0].region`. */
function stepsOf(path: string): (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(([step, index]) =>
    index === undefined ? step : Number(index),
  );
}

/** JSON may have characters in its texts that YAML takes only by their numbers. */
function yamlOfJson(text: string): string {
  if (!/^\s*[{[]/.test(text) || !hasRawCharacters(text)) return text;
  try {
    JSON.parse(text);
  } catch {
    return text;
  }
  return escapeRawCharacters(text);
}

function readContent(text: string, file: string): YamlText {
  try {
    const read = readYaml(yamlOfJson(text), SEED_LIMIT);
    if (read.problems.length === 0) return read;
    const lines = read.problems.map(
      ({ path, message, line }) => `${formatPath(path)} (line ${line}): ${message}`,
    );
    throw new CommandError(
      `${file} has values that can't be read as they are written:\n${firstOf(lines.map((line) => `- ${line}`)).join("\n")}`,
    );
  } catch (error) {
    if (error instanceof YamlError) throw new CommandError(`${file} ${error.sentence}`);
    throw error;
  }
}

/**
 * The specification of a stack's config, with the client secrets of the last deployment where the
 * config leaves them to be generated.
 */
export function configuredSpecification(
  config: StackConfig,
  previous: SeedSpecification | undefined,
): SeedSpecification {
  const { stacks, ...lists } = listsOf(fields(config.seed)) as NonNullable<StackConfig["seed"]>;
  if (stacks === undefined) return lists;
  const generated = new Map(
    (previous?.stacks ?? []).map((stack) => [keyOf(stack), stack.clientSecret]),
  );
  return {
    ...lists,
    stacks: stacks.map(({ clientSecret, ...stack }) => {
      const secret = clientSecret?.reveal() ?? generated.get(keyOf(stack));
      return secret === undefined ? stack : { ...stack, clientSecret: secret };
    }),
  };
}

function keyOf(stack: { organization: string; name: string }): string {
  return `${stack.organization}/${stack.name}`;
}

/** The lists of the specification without the settings of the stack config. */
function listsOf(seed: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(seed).filter(([name]) => LISTS.includes(name)));
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value))
    : {};
}
