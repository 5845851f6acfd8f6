import type { Chain } from "../chain";
import type { Check, CheckFinding } from "../check";
import { remedyIn } from "../description";
import { preflightDescriptions, type PreflightCheckId } from "../preflight-descriptions";

/** The oldest release of the Pulumi CLI that the program works with. */
const OLDEST = [3, 230] as const;

/** The Pulumi CLI of this machine. */
export interface PulumiEngine {
  /** Its release, such as `3.259.0`. */
  readonly version: string;
  /** The provider plugins that the stack needs, in the SDK's releases. */
  readonly wanted: readonly Plugin[];
  /** Names the plugins that are installed. */
  readonly installed: () => Promise<readonly Plugin[]>;
}

/** A provider plugin in a release. */
export interface Plugin {
  readonly name: string;
  readonly version: string;
}

/** Whether the engine and its plugins fit the program. */
export function enginePreflight({ version, wanted, installed }: PulumiEngine): Chain[] {
  const check = (id: PreflightCheckId, run: () => Promise<CheckFinding>): Check => ({
    id,
    group: "engine",
    subject: "pulumi",
    run,
  });
  return [
    [
      check("engine-version", () => Promise.resolve(versionFinding(version))),
      check("engine-plugins", async () => {
        const known = (await installed()).map((plugin) => `${plugin.name} ${plugin.version}`);
        const lacking = wanted
          .map((plugin) => `${plugin.name} ${plugin.version}`)
          .filter((name) => !known.includes(name));
        if (lacking.length === 0) {
          return { status: "ok", evidence: `${wanted.length} plugins are installed.` };
        }
        return {
          status: "warning",
          evidence: `The first update will download ${lacking.join(", ")}.`,
          remedy: remedyIn(preflightDescriptions, "engine-plugins"),
        };
      }),
    ],
  ];
}

function versionFinding(version: string): CheckFinding {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  const isOld = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
  const evidence = `The Pulumi CLI is ${version}.`;
  return isOld
    ? { status: "failed", evidence, remedy: remedyIn(preflightDescriptions, "engine-version") }
    : { status: "ok", evidence };
}
