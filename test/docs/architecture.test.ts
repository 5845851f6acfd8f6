import { deepStrictEqual } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const root = resolve(__dirname, "../../..");

interface Layer {
  readonly uses: readonly string[] | true;
  readonly types?: readonly string[];
  readonly pulumi?: readonly string[] | true;
}

async function readLayers(): Promise<Readonly<Record<string, Layer>>> {
  const file: string = pathToFileURL(resolve(root, "eslint-layers.mjs")).href;
  const { layers } = (await import(file)) as { layers: Readonly<Record<string, Layer>> };
  return layers;
}

/** The cells of the first table of a page, without its head. */
function firstTable(page: string): string[][] {
  const lines = readFileSync(resolve(root, page), "utf8").split("\n");
  const start = lines.findIndex((line) => line.startsWith("| "));
  const end = lines.findIndex((line, index) => index > start && !line.startsWith("|"));
  return lines.slice(start + 2, end).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const code = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(", ");

function importsOf({ uses, types = [] }: Layer): string {
  if (uses === true) return "anything";
  return [code(uses), ...(types.length === 0 ? [] : [`types of ${code(types)}`])].join("; ");
}

function pulumiOf({ pulumi }: Layer): string {
  if (pulumi === true) return "yes";
  return pulumi === undefined ? "types only" : `${code(pulumi)} only`;
}

describe("the architecture page", () => {
  it("tells the layers that ESLint enforces", async () => {
    const told = firstTable("docs/architecture.md").map(([folder, , imports, pulumi]) => [
      folder,
      imports,
      pulumi,
    ]);
    const enforced = Object.entries(await readLayers())
      .filter(([folder]) => !["scripts", "bench", "test"].includes(folder))
      .map(([folder, layer]) => [`\`${folder}\``, importsOf(layer), pulumiOf(layer)]);
    deepStrictEqual(told, enforced);
  });
});
