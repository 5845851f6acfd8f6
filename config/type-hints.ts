import type { ConfigCommands } from "./commands";
import { isShape, shapeHint } from "../messages/value-words";
import type { Path } from "./path";

/** A value of a wrong type, and what is known of its place. */
export interface WrongType {
  readonly commands: ConfigCommands;
  readonly path: Path;
  readonly value: unknown;
  /** The types that would be right, in the words of zod. */
  readonly expected: readonly string[];
  /** The schema marks it secret. */
  readonly secret: boolean;
  /** The stack's own file has it, so that the Pulumi CLI can write it. */
  readonly isOwn: boolean;
}

/** How to write a value so that it has the right type; with a blank in front, or nothing. */
export function typeHint(wrong: WrongType): string {
  const { value, expected } = wrong;
  if (typeof value === "object") return wrong.commands.inCode ? "" : shapeHint(expected, value);
  if (typeof value === "number" || typeof value === "boolean") {
    return expected.includes("string") ? asString(wrong) : "";
  }
  if (typeof value !== "string" || expected.includes("string")) return "";
  if (value === "null") return ` Write null without quotes${inFile(wrong)}.`;
  const isNumber = ["number", "int"].some((type) => expected.includes(type));
  if (isNumber && /^-?\d+$/.test(value)) return " Write it without quotes.";
  if (expected.includes("boolean") && /^(true|false)$/i.test(value)) {
    return " Write true or false, without quotes.";
  }
  if (!/^\s*[[{]/.test(value)) return expected.some(isShape) ? asParts(wrong) : "";
  const isClosed = value.trim().endsWith(value.trim().startsWith("[") ? "]" : "}");
  return isClosed ? asParts(wrong) : " It begins with a bracket that isn't closed.";
}

function asString({ commands, path, secret, isOwn }: WrongType): string {
  if (!isOwn || commands.inCode) return " Put it in quotes.";
  if (secret) return ` Store it again:\n${commands.secret(path)}`;
  return ` Put it in quotes, or set it as a string:\n${commands.string(path)}`;
}

/** The CLI stores lists and maps as text. */
function asParts(wrong: WrongType): string {
  const { commands, path, expected, isOwn, value } = wrong;
  const isText = /^\s*[[{]/.test(String(value));
  if (commands.inCode && !isText) return "";
  const how = isText ? " Write it without quotes" : shapeHint(expected, value).replace(/\.$/, "");
  if (!isOwn || commands.inCode) return `${how}.`;
  const part = expected.includes("array") ? [...path, 0] : [...path, "KEY"];
  return `${how}${isText ? inFile(wrong) : ""}, or set each part:\n${commands.part(part)}`;
}

function inFile({ isOwn, commands }: WrongType): string {
  return isOwn && !commands.inCode ? " in the stack file, since pulumi config set can't" : "";
}
