import { asString } from "../support";
import type { BadConfig } from "./bad-config";

export const wrongWorkload: readonly BadConfig[] = [
  {
    name: "no replicas",
    change: { console: { replicas: 0 } },
    problems: { "console.replicas": "is too small. The minimum is 1." },
  },
  {
    name: "replicas that aren't whole",
    change: { console: { replicas: 1.5 } },
    problems: { "console.replicas": "is a number, but must be an integer." },
  },
  {
    name: "an amount of memory in words",
    change: { console: { resources: { limits: { memory: "256 MB" } } } },
    problems: {
      "console.resources.limits.memory":
        "is not a Kubernetes quantity. Write it like 250m or 0.5 (CPU) or 256Mi (memory).",
    },
  },
  {
    name: "an environment variable that is a number",
    change: { console: { env: { SIZE: 3 } } },
    problems: {
      "console.env.SIZE": `is an integer, but must be a string or a map. ${asString("console.env.SIZE")}`,
    },
  },
  {
    name: "a name of a variable that begins with a digit",
    change: { console: { env: { "3SIZE": "3" } } },
    problems: {
      'console.env["3SIZE"]':
        "is not the name of an environment variable. Use letters, digits and underscores, and don't start with a digit.",
    },
  },
  {
    name: "a variable with two sources",
    change: {
      console: { env: { KEY: { secret: "k-5RkQ", secretRef: { name: "keys", key: "k" } } } },
    },
    problems: { "console.env.KEY": "has both `secret` and `secretRef`. Keep one of them." },
  },
  {
    name: "a variable without a source",
    change: { console: { env: { KEY: {} } } },
    problems: { "console.env.KEY": "needs `secret` or `secretRef`." },
  },
  {
    name: "an unknown effect of a taint",
    change: { console: { tolerations: [{ key: "spot", effect: "NoExec" }] } },
    problems: {
      "console.tolerations[0].effect":
        "is not one of: NoSchedule, PreferNoSchedule, NoExecute. Did you mean NoExecute?",
    },
  },
];
