import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { openSandbox } from "../../sandbox/sandbox";
import { Interrupt, InterruptedError } from "../../sandbox/terminal/interrupt";

/**
 * A process of its own for the tests that kill one: deploys a program to the folder of its first
 * argument, one object of which takes as many milliseconds as its second argument says.
 */
async function main(): Promise<void> {
  const [folder = "", delay = "0", settingsFile = ""] = process.argv.slice(2);
  const interrupt = new Interrupt(() => {
    console.log("stopping");
  });
  const sandbox = await openSandbox({
    folder,
    settingsFile,
    plugins: "local",
    durable: false,
    interrupt,
    program: () => program(Number(delay)),
    reporter: {
      begin: () => undefined,
      update: () => undefined,
      done: () => undefined,
      fail: () => undefined,
      notice: (text) => {
        console.log(`notice: ${text}`);
      },
      warn: (text) => {
        console.log(`warning: ${text}`);
      },
    },
  });
  try {
    const { changes } = await sandbox.deploy({
      interrupt,
      onProgress: ({ current }) => {
        if (current.some((name) => name.includes("slow"))) console.log("working");
      },
    });
    console.log(`changes: ${JSON.stringify(changes)}`);
  } finally {
    await sandbox.close();
    interrupt.close();
  }
}

/** Two objects, between which a dynamic resource waits. */
function program(delay: number): Promise<Record<string, unknown>> {
  const map = (name: string, opts?: pulumi.CustomResourceOptions) =>
    new kubernetes.core.v1.ConfigMap(name, { metadata: { name }, data: { name } }, opts);
  const first = map("first");
  const slow = new Slow("slow", delay, { dependsOn: [first] });
  map("last", { dependsOn: [slow] });
  return Promise.resolve({});
}

/** A resource that takes its time. */
class Slow extends pulumi.dynamic.Resource {
  constructor(name: string, delay: number, opts: pulumi.CustomResourceOptions) {
    const provider: pulumi.dynamic.ResourceProvider = {
      // The delay is not an input: a shorter one must not be a change of the resource.
      diff: () => Promise.resolve({ changes: false }),
      create: async () => {
        await new Promise((resolve) => setTimeout(resolve, delay));
        return { id: "slow", outs: {} };
      },
    };
    super(provider, name, {}, opts);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof InterruptedError ? error.exitStatus : 1;
});
