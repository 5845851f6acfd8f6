import type { Check } from "../../check";
import { failed, ok } from "../../finding";
import type { PulumiEngine } from "./engine";

/** The oldest release of the Pulumi CLI that the program works with. */
const OLDEST = [3, 230] as const;

export const engineVersion: Check<PulumiEngine> = {
  id: "engine-version",
  title: "The Pulumi CLI is new enough",
  meaning: "The program needs release 3.230 or later.",
  causes: ["An old installation comes first on PATH."],
  remedy: "Install a newer release, or put it first on PATH. Check with pulumi version.",
  run({ version, ofSandbox = false }) {
    const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
    const isOld = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
    const evidence = ofSandbox
      ? `The sandbox runs Pulumi ${version}, whether or not one is on PATH.`
      : `The Pulumi CLI is ${version}.`;
    return isOld ? failed(evidence) : ok(evidence);
  },
};
