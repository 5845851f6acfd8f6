import type { Check } from "../../check";
import { ok, warning } from "../../finding";
import type { Plugin, PulumiEngine } from "./engine";

export const enginePlugins: Check<PulumiEngine> = {
  id: "engine-plugins",
  title: "The provider plugins are installed",
  meaning: "The engine creates resources through plugins, and downloads the missing ones.",
  causes: ["This is the first update on this machine.", "The SDK packages were updated."],
  remedy: "Nothing, if the download works. Otherwise install them: pulumi install.",
  async run({ needed, installed, ofSandbox = false }) {
    if (ofSandbox) return ok("The sandbox brings its own.");
    const nameOf = ({ name, version }: Plugin) => `${name} ${version}`;
    const known = (await installed()).map(nameOf);
    const missing = needed.map(nameOf).filter((name) => !known.includes(name));
    return missing.length === 0
      ? ok(`${needed.length} plugins are installed.`)
      : warning(`The first update will download ${missing.join(", ")}.`);
  },
};
