import {
  fullName,
  releaseName,
  sharedDeployment,
  type ReleaseNames,
} from "../../../facts/release-names";
import { serviceNames, services as facts } from "../../../facts/services";
import type { ConfigDraft } from "../config-draft";
import type { ReleaseValues } from "../release-values";
import { services } from "../../service-names";

/** What the names of the program's objects begin with, unless the config says otherwise. */
const CONTROL_PLANE = "formance";

/**
 * The names of both sides: the control plane gets another one where Deployments would share theirs.
 *
 * @param adopts take over the release's Services and public entry, by their names
 */
export function importNames(values: ReleaseValues, draft: ConfigDraft, adopts: boolean): void {
  const { name: release } = values.release;
  if (release === undefined) return;
  const from = "--release";
  const names: ReleaseNames = { release, fullNames: adopts ? changedNames(values, release) : {} };
  const shared = sharedDeployment(CONTROL_PLANE, names);
  if (shared !== undefined) {
    draft.set("name", `${CONTROL_PLANE}-cp`, from);
    values.notes.push({
      key: `--release ${release}`,
      outcome: "changed",
      reason: `The release has a Deployment ${shared}, so the names of the control plane's objects begin with ${CONTROL_PLANE}-cp.`,
    });
  }
  if (!adopts) return;
  draft.set("adopt.release", release, from);
  for (const service of serviceNames) {
    draft.set(`adopt.fullNames.${service}`, names.fullNames?.[service], from);
  }
}

/** The full names that aren't the charts' own. */
function changedNames(values: ReleaseValues, release: string): Record<string, string> {
  const names = services.map(({ config, values: place }) => {
    const chart = values.text(`${place}.nameOverride`) ?? facts[config].label;
    return [config, values.text(`${place}.fullnameOverride`) ?? fullName(release, chart)] as const;
  });
  return Object.fromEntries(
    names.filter(([config, name]) => name !== releaseName({ release }, config)),
  );
}
