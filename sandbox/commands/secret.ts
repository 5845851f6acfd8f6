import { messageOf } from "../../messages/errors";
import "./compile-cache";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

import { findEngine } from "../../workspace/engine/find-engine";
import { projectRoot } from "../../workspace/folders";
import { askSecret } from "../../workspace/ask-secret";
import { workspacePlaces } from "../../workspace/places";
import { stackEnvironment } from "../../workspace/stack-environment";
import { SandboxError } from "../errors";
import { openStack, readSettingsFile, setSecret } from "../stack/open";
import { NAMESPACE, withEncrypted } from "../stack/stack-settings";
import { lockFolder } from "../steps";
import { runMain, type CommandContext } from "./main";

const USAGE = `npm run secret KEY [-- --stack NAME]

Asks for a value, or reads it from standard input, and stores it encrypted in the stack file,
with the passphrase of the sandbox. KEY is a path as messages name it, such as
'dex.connectors[0].clientSecret'.
`;

void runMain(storeSecret);

async function storeSecret({ reporter, interrupt }: CommandContext): Promise<void> {
  const { key, stack, help } = readArguments();
  if (help) {
    process.stdout.write(USAGE);
    return;
  }
  const root = projectRoot();
  const settingsFile = path.join(root, `Pulumi.${stack}.yaml`);
  const source = readSettingsFile(settingsFile);
  const value = await askSecret(`Value of ${key} (not shown)`, interrupt.signal);
  if (value === "") throw new SandboxError("The value is empty. Nothing was stored.");
  const places = workspacePlaces(path.join(root, ".sandbox"));
  const release = await lockFolder(places, reporter);
  try {
    const engine = await findEngine({
      onNotice: (text) => {
        reporter.notice(text);
      },
    });
    const parts = { places, engine, stack, settingsFile, overrides: {} };
    await openStack({ ...parts, program: () => Promise.resolve() });
    await setSecret(parts, stackEnvironment(parts), key, value);
    const copy = readFileSync(path.join(places.project, path.basename(settingsFile)), "utf8");
    writeFileSync(settingsFile, withEncrypted(source, path.basename(settingsFile), copy, key));
  } finally {
    release();
  }
  process.stderr.write(`${key} is stored encrypted in ${path.basename(settingsFile)}.\n`);
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      args: process.argv.slice(2),
      allowPositionals: true,
      options: { stack: { type: "string", default: "dev" }, help: { type: "boolean", short: "h" } },
    });
    const [key = "", ...more] = positionals;
    if (values.help !== true && (key === "" || more.length > 0)) {
      throw new SandboxError(`Name one key.\n\n${USAGE}`);
    }
    return {
      key: key.includes(":") ? key : `${NAMESPACE}:${key}`,
      stack: values.stack,
      help: values.help === true,
    };
  } catch (error) {
    if (error instanceof SandboxError) throw error;
    throw new SandboxError(`${messageOf(error).split(". ")[0] ?? ""}.\n\n${USAGE}`);
  }
}
