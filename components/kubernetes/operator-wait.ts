import { AsyncResource } from "node:async_hooks";
import * as pulumi from "@pulumi/pulumi";

/** What makes objects of a kind ready that isn't Kubernetes' own. */
export interface Operator {
  /** Its name in a sentence, such as `cert-manager`. */
  readonly name: string;
  /** The command that shows whether it runs. */
  readonly command: string;
}

/** How long an operator may take before it is asked for, in milliseconds. */
const PATIENCE = 30_000;

/** How long an operator may take in all; the plugin's own limit is twice that, without a word. */
const LIMIT = "5m";

/**
 * Options of an object that is waited for: the wait has an end, and says before whose operator is
 * missing. None where it isn't waited for.
 */
export function operatorWait(
  wait: boolean,
  { name, command }: Operator,
): Pick<pulumi.CustomResourceOptions, "customTimeouts" | "hooks"> {
  if (!wait) return {};
  // The engine calls hooks outside of the program's own asynchronous context, which logs go by.
  const warn = AsyncResource.bind((text: string) => void pulumi.log.warn(text));
  let timer: NodeJS.Timeout | undefined;
  const begin = (args: pulumi.ResourceHookArgs) => {
    timer = setTimeout(() => {
      warn(
        `${args.name} isn't ready yet, and is waited for ${LIMIT} at most. ${name} makes it ready: does it run? ${command}`,
      );
    }, PATIENCE);
    // It must not keep a program that has failed.
    timer.unref();
  };
  const end = () => {
    clearTimeout(timer);
  };
  return {
    customTimeouts: { create: LIMIT, update: LIMIT },
    hooks: { beforeCreate: [begin], afterCreate: [end], beforeUpdate: [begin], afterUpdate: [end] },
  };
}
