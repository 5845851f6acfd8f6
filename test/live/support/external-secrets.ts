import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { moduleFolder } from "../../e2e/support/definitions";
import { goToolFile, prepareGoTool } from "../../e2e/support/go-tool";

/** The operator's module; its release is also that of its kinds. */
export const EXTERNAL_SECRETS = "github.com/external-secrets/external-secrets@v0.16.2";

const [PACKAGE = ""] = EXTERNAL_SECRETS.split("@");
/** Its stores that need no cloud. */
const PROVIDERS = ["fake", "kubernetes"];
const PARTS = ["apis", "cmd/controller", "go.mod", "pkg"];

const tool = {
  folder: "external-secrets",
  program: ".",
  purpose: "The live tests use",
  label: "the External Secrets operator",
  complete: writeSource,
};

/** Where the operator is once it is built. */
export function externalSecretsFile(): string {
  return goToolFile(tool);
}

/** Builds the operator where it is not built yet. */
export async function prepareExternalSecrets(onProgress: (text: string) => void): Promise<void> {
  await prepareGoTool(tool, onProgress);
}

/** Its own source but for the lists of stores and generators, which name every cloud's SDK. */
async function writeSource(folder: string): Promise<void> {
  const source = await moduleFolder(EXTERNAL_SECRETS);
  const copy = path.join(folder, "external-secrets");
  mkdirSync(path.join(copy, "cmd"), { recursive: true });
  for (const part of PARTS) {
    cpSync(path.join(source, part), path.join(copy, part), { recursive: true });
  }
  const imports = PROVIDERS.map((name) => `import _ "${PACKAGE}/pkg/provider/${name}"`);
  const register = (kind: string, lines: readonly string[]) => {
    const file = path.join(copy, "pkg", kind, "register", "register.go");
    writeFileSync(file, ["package register", ...lines, ""].join("\n"));
  };
  register("provider", imports);
  register("generator", []);
}
