import { counted } from "../messages/counted";
import * as z from "zod";
import { suggest } from "../messages/did-you-mean";
import { describeChoice, describeType, expectedKind, kindOf } from "../messages/value-words";
import type { ConfigCommands } from "./commands";
import { valueAt, type Path } from "./path";
import type { Finding } from "./problem";
import { inner, notesOf, schemaAt } from "./schema-walk";
import { typeHint } from "./type-hints";

/** The findings of one issue of the schema. */
export function describeIssue(
  commands: ConfigCommands,
  schema: z.core.$ZodType,
  input: unknown,
  issue: z.core.$ZodIssue,
  /** Whether the stack's own file has the value, and no shared one. */
  isOwn: (path: Path) => boolean = () => true,
): Finding[] {
  const path = issue.path.filter((step) => typeof step !== "symbol");
  const value = valueAt(input, path);
  const hint = (...expected: string[]) => {
    const secret = isSecret(schema, path, input);
    return typeHint({ commands, path, value, expected, secret, isOwn: isOwn(path) });
  };
  const finding = (message: string): Finding[] => [{ path, message }];
  const aboutChoice = (choices: readonly string[]): string => {
    const { choiceHint } = notesAt(schema, path, input);
    // A choice that isn't written as text is the right one.
    return choiceHint === undefined || choices.includes(String(value))
      ? describeChoice(choices, value) + hint("string")
      : describeChoice(choices, value, ` ${choiceHint}`);
  };
  switch (issue.code) {
    case "unrecognized_keys":
      return (
        formClash(issue.keys, path, value) ??
        issue.keys.map((key) => ({
          path: [...path, key],
          message: aboutUnknownKey(key, {
            known: keysAt(schema, path, input),
            settings: keysAt(schema, [...path, CONFIG], input),
          }),
        }))
      );
    case "invalid_type":
      return finding(
        value === undefined && isSecret(schema, path, input)
          ? `is missing. Set it:\n${commands.secret(path)}`
          : describeType(issue.expected, value, hint(issue.expected)),
      );
    case "invalid_value":
      return finding(aboutChoice(issue.values.map(String)));
    case "too_small":
      return finding(
        issue.origin === "array"
          ? `is too short. At least ${counted(Number(issue.minimum), "entry is", "entries are")} required.`
          : `is too small. The minimum is ${issue.minimum}.`,
      );
    case "too_big":
      return finding(`is too big. The maximum is ${issue.maximum}.`);
    case "invalid_key":
      return finding(issue.issues[0]?.message ?? "is not a valid name.");
    case "invalid_union":
      if (issue.errors.length === 0) return finding(describeChoice(choicesOf(issue), value));
      return describeUnion(issue.errors, value).flatMap((below) =>
        typeof below === "string"
          ? finding(below + hint(...typesOf(issue.errors)))
          : describeIssue(
              commands,
              schema,
              input,
              { ...below, path: [...path, ...below.path] },
              isOwn,
            ),
      );
    default:
      return finding(issue.message);
  }
}

/** Where a connector with a type has the settings of that type. */
const CONFIG = "config";

/** A slip of a known key, or a setting that stands beside `config` instead of in it. */
function aboutUnknownKey(
  key: string,
  { known, settings }: { readonly known: readonly string[]; readonly settings: readonly string[] },
): string {
  const isSame = (each: string) => each.toLowerCase() === key.toLowerCase();
  const meant = known.some(isSame) ? undefined : settings.find(isSame);
  if (meant === undefined) return `is not a known key.${suggest(key, known)}`;
  return `belongs in ${CONFIG}, as ${CONFIG}.${meant}. Only a connector with a preset, such as preset: okta, has its settings here.`;
}

/** Of these keys, a connector has one. */
const formKeys = ["type", "preset"];

/** With both keys, the one that is too many; other unknown keys then belong to it. */
function formClash(keys: readonly string[], path: Path, value: unknown): Finding[] | undefined {
  const key = keys.find((each) => formKeys.includes(each));
  const other = formKeys.find((each) => each !== key && valueAt(value, [each]) !== undefined);
  if (key === undefined || other === undefined) return undefined;
  const message = `has no effect with ${other}: a connector has either a type or a preset. Remove one of the two.`;
  return [{ path: [...path, key], message }];
}

function notesAt(schema: z.core.$ZodType, path: Path, input: unknown): z.core.GlobalMeta {
  const found = schemaAt(schema, path, input);
  return found === undefined ? {} : notesOf(found);
}

function isSecret(schema: z.core.$ZodType, path: Path, input: unknown): boolean {
  return notesAt(schema, path, input).secret === true;
}

function keysAt(schema: z.core.$ZodType, path: Path, input: unknown): string[] {
  const found = schemaAt(schema, path, input);
  const object = found === undefined ? undefined : inner(found);
  return object instanceof z.ZodObject ? Object.keys(object.shape) : [];
}

/** The types that the branches of a union take. */
function typesOf(branches: readonly (readonly z.core.$ZodIssue[])[]): string[] {
  return branches.flatMap((issues) =>
    issues.flatMap((issue) =>
      issue.code === "invalid_type" && issue.path.length === 0 ? issue.expected : [],
    ),
  );
}

/** The values of the key that tells several forms apart. */
function choicesOf(issue: z.core.$ZodIssueInvalidUnion): string[] {
  return "options" in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
}

/** The key that tells forms apart, when nothing else was looked at because it is none of them. */
function unknownForm(issues: readonly z.core.$ZodIssue[]): string | undefined {
  const [issue] = issues;
  const [key] = issue?.path ?? [];
  return issue?.code === "invalid_union" && issue.errors.length === 0 ? String(key) : undefined;
}

/** The issues of the branch that the kind of value points to, or all the kinds that fit. */
function describeUnion(
  branches: readonly (readonly z.core.$ZodIssue[])[],
  value: unknown,
): readonly (z.core.$ZodIssue | string)[] {
  const misfits = branches.map((issues) =>
    issues.find(({ code, path }) => code === "invalid_type" && path.length === 0),
  );
  const fitting = branches.filter((_, index) => misfits[index] === undefined);
  const meant =
    fitting.find((issues) => unknownForm(issues) === undefined) ??
    fitting.find((issues) => valueAt(value, [unknownForm(issues) ?? ""]) !== undefined);
  if (meant !== undefined) return meant;
  if (fitting.length > 0) return [`needs one of: ${fitting.map(unknownForm).join(", ")}.`];
  const kinds = misfits.map((issue) =>
    issue?.code === "invalid_type" ? expectedKind(issue.expected) : "",
  );
  const right = kinds.join(" or ");
  return [
    value === undefined
      ? `is missing. It must be ${right}.`
      : `is ${kindOf(value)}, but must be ${right}.`,
  ];
}
