import "./compile-cache";
import "../../program/sdk-parts-later";
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";

import { askSecret } from "../../workspace/ask-secret";
import { findEngine } from "../../workspace/engine/find-engine";
import { projectRoot } from "../../workspace/folders";
import { makeWorkspaceFolders, workspacePlaces } from "../../workspace/places";
import { stackEnvironment } from "../../workspace/stack-environment";
import { SandboxError } from "../errors";
import { openStack, readSettingsFile, setSecret, type SessionParts } from "../stack/open";
import { requireSecretKey } from "../stack/secret-key";
import { NAMESPACE, withEncrypted } from "../stack/stack-settings";
import { lockFolder } from "../steps";
import { say } from "../terminal/say";
import { parseCommandLine, startCommand } from "./command-line";
import { runMain, type CommandContext } from "./main";

const USAGE = `npm run secret KEY [-- --stack NAME]

Asks for a value, or reads it from standard input, and stores it encrypted in
the stack file, with the passphrase of the sandbox. KEY is a path as messages
name it, such as 'dex.connectors[0].clientSecret'.

  --stack NAME  the stack file Pulumi.NAME.yaml (default: dev)
  --help        print this
`;

void runMain(storeSecret, { stopped: "Stopped. Nothing was stored." });

async function storeSecret({ reporter, interrupt }: CommandContext): Promise<void> {
  const { key, stack, help } = readArguments();
  if (help) {
    process.stdout.write(USAGE);
    return;
  }
  const root = projectRoot();
  const settingsFile = path.join(root, `Pulumi.${stack}.yaml`);
  const file = path.basename(settingsFile);
  const source = readSettingsFile(settingsFile, "npm run secret KEY --");
  requireSecretKey(root, source, file, key);
  const value = await askSecret(`Value of ${nameOf(key)} (not shown)`, interrupt.signal);
  if (value === "") throw new SandboxError("The value is empty. Nothing was stored.");
  const places = workspacePlaces(path.join(root, ".sandbox"));
  const release = await lockFolder(places, reporter);
  try {
    const engine = await findEngine({
      onNotice: (text) => {
        reporter.notice(text);
      },
    });
    const encrypted = await encrypt({ places, engine, stack, settingsFile }, key, value);
    writeFileSync(settingsFile, withEncrypted(source, file, encrypted, key));
  } finally {
    release();
  }
  say(
    `${nameOf(key)} is stored encrypted in ${file}. To deploy it: ${startCommand(stack === "dev" ? undefined : stack)}`,
  );
}

/**
 * Has the engine encrypt a value with the sandbox's passphrase, beside the copy of the stack file
 * that is deployed; answers a stack file with the encrypted value.
 */
async function encrypt(
  parts: Pick<SessionParts, "places" | "engine" | "stack" | "settingsFile">,
  key: string,
  value: string,
): Promise<string> {
  const name = path.basename(parts.settingsFile);
  const deployed = path.join(parts.places.project, name);
  makeWorkspaceFolders(parts.places);
  const project = mkdtempSync(path.join(parts.places.folder, "secret-"));
  try {
    const places = { ...parts.places, project };
    const copy = path.join(project, name);
    if (existsSync(deployed)) copyFileSync(deployed, copy);
    const program = () => Promise.resolve();
    const session: SessionParts = { ...parts, places, overrides: {}, program };
    await openStack(session);
    await setSecret(session, stackEnvironment(session), key, value);
    // The first one has made the key check, which later ones are compared with.
    if (!existsSync(deployed)) copyFileSync(copy, deployed);
    return readFileSync(copy, "utf8");
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

/** As a person writes it. */
function nameOf(key: string): string {
  return key.replace(`${NAMESPACE}:`, "");
}

function readArguments() {
  const options = {
    stack: { type: "string", default: "dev" },
    help: { type: "boolean", short: "h" },
  } as const;
  const { values, positionals } = parseCommandLine(
    "npm run secret KEY",
    { allowPositionals: true, options },
    `\n\n${USAGE}`,
  );
  const [key = "", ...more] = positionals;
  if (values.help !== true && (key === "" || more.length > 0)) {
    throw new SandboxError(`Name one key.\n\n${USAGE}`);
  }
  return {
    key: key.includes(":") ? key : `${NAMESPACE}:${key}`,
    stack: values.stack,
    help: values.help === true,
  };
}
