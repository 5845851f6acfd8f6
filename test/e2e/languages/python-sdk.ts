import path from "node:path";
import { pluginFolder, type Consumer } from "./consumer";
import { prepareSdkGenerator } from "./language-hosts";

/**
 * Makes the virtual environment of a program in Python: the SDK that `pulumi package gen-sdk` writes,
 * by the generator of Python's language host, and with it by pip all that it needs.
 */
export async function installPythonSdk(consumer: Consumer): Promise<void> {
  const run = async (program: string, ...args: string[]) => {
    const { code, stdout, stderr } = await consumer.run(program, ...args);
    if (code !== 0) throw new Error(`${program} ${args.join(" ")} failed:\n${stdout}${stderr}`);
  };
  const schema = path.join(pluginFolder, "schema.json");
  await run(await prepareSdkGenerator(), schema, "python", "sdks/formance-control-plane");
  await run("python3", "-m", "venv", "venv");
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
  await run("venv/bin/python", ...pip, "-r", "requirements.txt", "./sdks/formance-control-plane");

  // This release of the language host runs the first Python on PATH.
  const programs = path.join(consumer.folder, "venv/bin");
  consumer.env.PATH = [programs, consumer.env.PATH].join(path.delimiter);
}
