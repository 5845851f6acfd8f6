import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "yaml";
import type { Properties } from "../protocol/values";
import type { BackEnd } from "./back-end";
import { manifestFile } from "../../../workspace/manifest-files";
import { identityOf, toManifest, toYaml } from "./manifest";

/** Kinds whose status a program reads before there is a cluster to fill it. */
const KINDS_WITH_STATUS = ["Deployment", "Service"];

/** Writes each object to a YAML file of its own instead of to a cluster. */
export class Renderer implements BackEnd {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = path.resolve(directory);
  }

  async create(object: Properties): Promise<Properties> {
    const file = this.#fileOf(object);
    const content = toYaml(toManifest(object));
    if ((await readIfPresent(file)) !== content) await replaceFile(file, content, modeOf(object));
    return withStatus(object);
  }

  async read(object: Properties): Promise<Properties | undefined> {
    const content = await readIfPresent(this.#fileOf(object));
    return content === undefined ? undefined : withStatus(parse(content) as Properties);
  }

  update(object: Properties): Promise<Properties> {
    return this.create(object);
  }

  async delete(object: Properties): Promise<void> {
    await rm(this.#fileOf(object), { force: true });
  }

  #fileOf(object: Properties): string {
    return path.join(this.#directory, manifestFile(identityOf(object)));
  }
}

function withStatus(object: Properties): Properties {
  return KINDS_WITH_STATUS.includes(identityOf(object).kind) ? { status: {}, ...object } : object;
}

function modeOf(object: Properties): number {
  return identityOf(object).kind === "Secret" ? 0o600 : 0o644;
}

async function readIfPresent(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Another process never sees half a file, nor a secret with the wrong mode. */
async function replaceFile(file: string, content: string, mode: number): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}`);
  await writeFile(temporary, content, { mode });
  await rename(temporary, file);
}
