import { readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import { parse } from "yaml";

import { SandboxError } from "../errors";

/** A cluster as a kubeconfig names it. */
export interface KubeContext {
  readonly context: string;
  /** The API server's address. */
  readonly server: string;
}

interface Kubeconfig {
  readonly contexts?: readonly { name?: string; context?: { cluster?: string } }[];
  readonly clusters?: readonly { name?: string; cluster?: { server?: string } }[];
}

/** Looks a context up, in the given kubeconfig or where kubectl would look. */
export function findContext(context: string, kubeconfig?: string): KubeContext {
  const files =
    kubeconfig === undefined
      ? (process.env.KUBECONFIG ?? path.join(os.homedir(), ".kube", "config"))
          .split(path.delimiter)
          .filter(Boolean)
      : [kubeconfig];
  const configs = files.map(readKubeconfig);
  const found = configs
    .flatMap((config) => config.contexts ?? [])
    .find(({ name }) => name === context);
  if (found === undefined) {
    const names = configs.flatMap((config) => config.contexts ?? []).map(({ name }) => name);
    throw new SandboxError(
      `${files.join(", ")} has no context "${context}". ` +
        (names.length > 0 ? `It has: ${names.join(", ")}.` : "It has none."),
    );
  }
  const cluster = configs
    .flatMap((config) => config.clusters ?? [])
    .find(({ name }) => name === found.context?.cluster);
  return { context, server: cluster?.cluster?.server ?? "(no address)" };
}

function readKubeconfig(file: string): Kubeconfig {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new SandboxError(
      `There is no kubeconfig at ${file}. Name one: npm start -- --context NAME --kubeconfig FILE`,
    );
  }
  try {
    return (parse(text) as unknown) ?? {};
  } catch {
    throw new SandboxError(`The kubeconfig ${file} is not valid YAML.`);
  }
}
