import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../../workspace/folders";

/** A stack file's config. */
export type Config = Readonly<Record<string, string>>;

/** Writes a project with a program in plain JavaScript into a folder, beside this project's packages. */
export function writePlainProgram(folder: string, name: string, program: string, config?: Config) {
  mkdirSync(path.join(folder, "state"), { recursive: true });
  const project = { name, runtime: { name: "nodejs", options: { typescript: false } } };
  writeFileSync(path.join(folder, "Pulumi.yaml"), JSON.stringify(project));
  writeFileSync(path.join(folder, "Pulumi.dev.yaml"), JSON.stringify({ config: config ?? {} }));
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ name, main: "index.js" }));
  writeFileSync(path.join(folder, "index.js"), program);
  symlinkSync(path.join(projectRoot(), "node_modules"), path.join(folder, "node_modules"));
}

/** A program of as many trivial resources as there are others to compare with, in one component. */
export function trivialResources(count: number, further = ""): string {
  return `
    const pulumi = require("@pulumi/pulumi");
    const random = require("@pulumi/random");
    class Group extends pulumi.ComponentResource {
      constructor(name) {
        super("bench:index:Group", name);
        const parent = this;
        for (let i = 0; i < ${count}; i++) new random.RandomBytes("bytes-" + i, { length: 8 }, { parent });
        ${further}
      }
    }
    new Group("group");`;
}

/** A resource whose provider is part of the program, as the seed's is. */
export const DYNAMIC = `
        const provider = { create: async () => ({ id: "one", outs: {} }) };
        new pulumi.dynamic.Resource(provider, "dynamic", {}, { parent });`;
