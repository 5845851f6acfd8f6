import { deepStrictEqual, ok } from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import * as ts from "typescript";
import * as facts from "../../facts/defaults";

/** Every name of a setting that has a default. */
const settings = new Set<string>();

function collect(value: unknown): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return;
  for (const [name, below] of Object.entries(value)) {
    if (typeof below !== "object" || Array.isArray(below)) settings.add(name);
    collect(below);
  }
}
collect(facts);

/** A default where a component reads a setting: of `args.port ?? 5432`, `port` and `5432`. */
interface Fallback {
  readonly where: string;
  readonly setting: string;
  readonly value: ts.Expression;
}

/** What only shares its name with a setting. */
const namesakes = new Map([
  ["components/entry/gateway-routes.ts path", "of a route, where the root is a slash"],
  ["components/entry/ingress.ts path", "of a route, where the root is a slash"],
  ["components/kubernetes/content-objects.ts type", "of a Secret that is created"],
]);

/** Arguments of single components that are called otherwise in the config. */
const renamed = new Map([
  ["clientSecretGeneration", ["dexClient"]],
  ["cookieSecretGeneration", ["consoleCookie", "portalCookie"]],
  ["stargateDisableTls", ["disableTls"]],
  ["tlsGeneration", ["selfSigned"]],
]);

function fallbacks(): Fallback[] {
  return globSync("components/**/*.ts").flatMap((file) => {
    const text = readFileSync(file, "utf8");
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
    const found: Fallback[] = [];
    const visit = (node: ts.Node): void => {
      const read = readOf(node);
      if (read !== undefined) {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart());
        found.push({ where: `${file}:${line + 1}`, ...read });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  });
}

/** `a.b ?? value`, or `{ b = value }`. */
function readOf(node: ts.Node): Omit<Fallback, "where"> | undefined {
  if (ts.isBinaryExpression(node)) {
    if (node.operatorToken.kind !== ts.SyntaxKind.QuestionQuestionToken) return undefined;
    const setting = lastName(node.left);
    return setting === undefined ? undefined : { setting, value: node.right };
  }
  if (!ts.isBindingElement(node) || node.initializer === undefined) return undefined;
  return { setting: (node.propertyName ?? node.name).getText(), value: node.initializer };
}

/** `c` of `a.b.c`, of `a?.c`, of `[...a.c]` and of `x ?? a.c`. */
function lastName(node: ts.Expression): string | undefined {
  if (ts.isParenthesizedExpression(node)) return lastName(node.expression);
  if (ts.isBinaryExpression(node)) return lastName(node.right);
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  const [only] = ts.isArrayLiteralExpression(node) ? node.elements : [];
  if (only !== undefined && ts.isSpreadElement(only)) return lastName(only.expression);
  return ts.isIdentifier(node) ? node.text : undefined;
}

/** Whether the expression states a value itself. An empty one says that there is nothing. */
function isLiteral(node: ts.Expression): boolean {
  if (ts.isArrayLiteralExpression(node)) return node.elements.some(isLiteral);
  if (ts.isStringLiteralLike(node)) return node.text !== "";
  return (
    ts.isNumericLiteral(node) ||
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword
  );
}

/** A constant of the facts, as the components call them, or a copy of a list in one. */
const fromFacts = /^(\[\.\.\.)?(\w+Defaults|defaults|own)(\.\w+)+\]?$/;

describe("the defaults of the components", () => {
  const all = fallbacks();

  it("are read from the facts, and stated nowhere else", () => {
    ok(settings.size > 70, `${settings.size} settings with a default`);
    const restated = all
      .filter(({ setting, value }) => settings.has(setting) && isLiteral(value))
      .filter(({ where, setting }) => !namesakes.has(`${where.replace(/:.*/, "")} ${setting}`))
      .map(({ where, setting, value }) => `${where} ${setting} ${value.getText()}`);
    deepStrictEqual(restated, []);
  });

  it("are those of the settings that they stand for", () => {
    const read = all.filter(({ value }) => fromFacts.test(value.getText()));
    ok(read.length > 80, `${read.length} defaults are read`);
    const other = read.filter(({ setting, value }) => {
      const name = lastName(value) ?? "";
      return name !== setting && renamed.get(setting)?.includes(name) !== true;
    });
    deepStrictEqual(
      other.map(({ where, setting, value }) => `${where} ${setting} ${value.getText()}`),
      [],
    );
  });
});
