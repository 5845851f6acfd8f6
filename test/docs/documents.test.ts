import { deepStrictEqual, ok } from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import ts from "typescript";
import { parseDocument } from "yaml";

const root = resolve(__dirname, "../../..");

interface Document {
  readonly file: string;
  readonly text: string;
}

const documents: readonly Document[] = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]
  .concat(globSync("{docs,docs/*,examples,examples/*}/*.md", { cwd: root }))
  .map((file) => ({ file, text: readFileSync(join(root, file), "utf8") }));

/** The fenced blocks of a language, by a name that tells where they stand. */
function blocks(language: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const { file, text } of documents) {
    for (const match of text.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)) {
      const line = text.slice(0, match.index).split("\n").length;
      if (match[1] === language) found.set(`${file}:${line}`, match[2] ?? "");
    }
  }
  return found;
}

/** What the compiler says of programs that import the package by its name. */
function compile(programs: ReadonlyMap<string, string>): string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    types: ["node"],
    skipLibCheck: true,
    noEmit: true,
    // The declarations that a package of the checkout has are made of these.
    paths: {
      "formance-control-plane": [`${root}/components/index.ts`],
      "formance-control-plane/config": [`${root}/config/index.ts`],
    },
  };
  const names = new Map([...programs.keys()].map((name, index) => [`${root}/_${index}.ts`, name]));
  const host = ts.createCompilerHost(options);
  const fileExists = host.fileExists.bind(host);
  const getSourceFile = host.getSourceFile.bind(host);
  host.fileExists = (file) => names.has(file) || fileExists(file);
  host.getSourceFile = (file, ...rest) => {
    const name = names.get(file);
    return name === undefined
      ? getSourceFile(file, ...rest)
      : ts.createSourceFile(file, programs.get(name) ?? "", ts.ScriptTarget.ES2023);
  };
  const program = ts.createProgram([...names.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const name = names.get(file?.fileName ?? "") ?? file?.fileName ?? "";
    return `${name}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
  });
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchors(text: string): Set<string> {
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-"),
    ),
  );
}

function brokenLinks({ file, text }: Document): string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, "");
  return [...prose.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)].flatMap(
    ([link, path = "", anchor]) => {
      const target = path === "" ? join(root, file) : resolve(root, dirname(file), path);
      if (!existsSync(target)) return [`${file}: ${link}`];
      const known = anchor === undefined || anchors(readFileSync(target, "utf8")).has(anchor);
      return known ? [] : [`${file}: ${link}`];
    },
  );
}

describe("the documents", () => {
  it("hold TypeScript that compiles", function () {
    this.timeout(120_000);
    const programs = blocks("ts");
    ok(programs.size >= 3);
    deepStrictEqual(compile(programs), []);
  });

  it("hold YAML that can be read", () => {
    for (const [name, text] of blocks("yaml")) {
      deepStrictEqual(parseDocument(text).errors, [], name);
    }
  });

  it("link to pages and headings that are there", () => {
    ok(documents.some(({ text }) => text.includes("](")));
    deepStrictEqual(documents.flatMap(brokenLinks), []);
  });

  it("name npm scripts that are there", () => {
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    for (const { file, text } of documents) {
      for (const [, name = ""] of text.matchAll(/\bnpm run (?:--silent )?([a-z][\w:-]*)/g)) {
        ok(name in scripts, `${file}: npm run ${name}`);
      }
    }
  });

  it("give a reason for every dependency", () => {
    const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<
      "dependencies" | "devDependencies",
      Record<string, string>
    >;
    const page = documents.find(({ file }) => file === "CONTRIBUTING.md")?.text ?? "";
    const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
    const missing = names.filter((name) => !page.includes(`\`${name}\``));
    // One row stands for the SDKs.
    deepStrictEqual(
      missing.filter((name) => !name.startsWith("@pulumi/")),
      [],
    );
  });
});
