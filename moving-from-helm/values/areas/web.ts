import type { ConfigDraft } from "../config-draft";
import { isMapping } from "../../../config/path";
import type { ReleaseValues } from "../release-values";
import { webServices } from "../../service-names";
import { importEnvironment } from "./environment";
import { clientOf } from "./membership";

/** Console and Portal. */
export function importWebServices(values: ReleaseValues, draft: ConfigDraft): void {
  for (const { config, values: prefix, platform } of webServices) {
    const client = clientOf(values, `global.platform.${platform}.oauth.client`);
    for (const [key, value] of Object.entries(client)) {
      const from = key === "secretRef" ? "existingSecret" : key;
      draft.set(
        `${config}.oauthClient.${key}`,
        value,
        `global.platform.${platform}.oauth.client.${from}`,
      );
    }
    importFeatures(values, draft, config, prefix);
  }
}

const features = "FEATURES_DISABLED";

/** Portal has a list for them, and Console a variable. */
function importFeatures(
  values: ReleaseValues,
  draft: ConfigDraft,
  config: string,
  prefix: string,
): void {
  const env = `${prefix}.config.additionalEnv`;
  importEnvironment(values, draft, { from: env, to: `${config}.env`, without: [features] });
  const list = `${prefix}.config.featuresDisabled`;
  const entry = (values.list(env) ?? []).find(
    (variable) => isMapping(variable) && variable.name === features,
  );
  const own = isMapping(entry) && typeof entry.value === "string" ? entry.value : undefined;
  if (own !== undefined) {
    const names = own.split(/[\s,]+/).filter((name) => name !== "");
    draft.set(`${config}.featuresDisabled`, names, env);
  } else if (config === "portal") {
    draft.set("portal.featuresDisabled", values.list(list) ?? [], list);
  } else {
    draft.set("console.featuresDisabled", [], env);
  }
}
