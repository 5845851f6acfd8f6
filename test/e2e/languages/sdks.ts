import path from "node:path";
import { pluginFolder, type Consumer } from "./consumer";
import { prepareSdkGenerator } from "./language-hosts";

const folder = "sdks/formance-control-plane";

/**
 * Makes the virtual environment of a program in Python: the SDK that `pulumi package add` writes, by
 * the generator of Python's language host, and with it by pip all that it needs.
 */
export async function installPythonSdk(consumer: Consumer): Promise<void> {
  await addPackage(consumer, "python");
  await consumer.succeed("python3", "-m", "venv", "venv");
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
  await consumer.succeed("venv/bin/python", ...pip, "-r", "requirements.txt", `./${folder}`);

  // This release of the language host runs the first Python on PATH.
  const programs = path.join(consumer.folder, "venv/bin");
  consumer.env.PATH = [programs, consumer.env.PATH].join(path.delimiter);
}

/** Makes the SDK of a program in Go a part of its module, as `pulumi package add` does. */
export async function installGoSdk(consumer: Consumer): Promise<void> {
  await addPackage(consumer, "go");
  const module = "example.com/pulumi-formance-control-plane/sdk/go";
  const edits = ["-require", `${module}@v0.0.0`, "-replace", `${module}=./${folder}`];
  await consumer.succeed("go", "mod", "edit", ...edits);
  await consumer.succeed("go", "mod", "tidy");
  // On an empty cache that takes longer than all of the update.
  await consumer.succeed("go", "build", "-o", "program", ".");
}

/** What `pulumi package add` writes; these releases of the language hosts can't add packages. */
async function addPackage(consumer: Consumer, language: "go" | "python"): Promise<void> {
  const schema = path.join(pluginFolder, "schema.json");
  await consumer.succeed(await prepareSdkGenerator(), schema, language, folder);
  consumer.edit(
    "Pulumi.yaml",
    (text) => `${text}packages:\n  formance-control-plane: ${pluginFolder}\n`,
  );
}
