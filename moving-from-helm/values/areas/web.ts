import type { ConfigDraft } from "../config-draft";
import { isMapping } from "../../../config/path";
import type { ReleaseValues } from "../release-values";
import { webServices } from "../services";
import { secretRef } from "./credentials";
import { importEnvironment } from "./environment";
import { clientOf } from "./membership";

/** Console and Portal. */
export function importWebServices(values: ReleaseValues, draft: ConfigDraft): void {
  for (const { config, values: prefix, platform } of webServices) {
    const at = (key: string) => `${prefix}.config.${key}`;
    const enabled = `global.platform.${platform}.enabled`;
    draft.set(`${config}.enabled`, values.flag(enabled), enabled);
    draft.set(`${config}.debug`, values.flag(at("debug")), at("debug"));
    draft.set(`${config}.managedStack`, values.flag(at("managedStack")), at("managedStack"));
    draft.set(`${config}.nodeEnv`, values.text(at("environment")), at("environment"));
    const client = clientOf(values, `global.platform.${platform}.oauth.client`);
    for (const [key, value] of Object.entries(client)) {
      const from = key === "secretRef" ? "existingSecret" : key;
      draft.set(
        `${config}.oauthClient.${key}`,
        value,
        `global.platform.${platform}.oauth.client.${from}`,
      );
    }
    importCookie(values, draft, config, prefix);
    importSentry(values, draft, config, prefix);
    importFeatures(values, draft, config, prefix);
  }
}

function importCookie(
  values: ReleaseValues,
  draft: ConfigDraft,
  config: string,
  prefix: string,
): void {
  const cookie = `${prefix}.config.cookie`;
  const key = config === "console" ? "encryptionKey" : "secret";
  const ref = secretRef(values, `${cookie}.existingSecret`, `${cookie}.secretKeys.${key}`);
  draft.set(`${config}.cookieSecretRef`, ref, `${cookie}.existingSecret`);
  // The chart's own key is published; a new one only logs people out once.
  const given = values.given(`${cookie}.${key}`);
  if (ref === undefined) draft.set(`${config}.cookieSecret`, given, `${cookie}.${key}`);
}

function importSentry(
  values: ReleaseValues,
  draft: ConfigDraft,
  config: string,
  prefix: string,
): void {
  const at = (key: string) => `${prefix}.config.sentry.${key}`;
  const [dsn, environment, release] = ["dsn", "environment", "release"].map((key) =>
    values.text(at(key)),
  );
  const token = values.text(at("authToken.value"));
  const ref = secretRef(values, at("authToken.existingSecret"), at("authToken.secretKeys.value"));
  if (values.flag(at("enabled")) !== true) return;
  draft.set(`${config}.sentry.dsn`, dsn, at("dsn"));
  draft.set(`${config}.sentry.environment`, environment, at("environment"));
  draft.set(`${config}.sentry.release`, release, at("release"));
  draft.set(`${config}.sentry.authTokenSecret`, ref, at("authToken.existingSecret"));
  if (ref === undefined) draft.set(`${config}.sentry.authToken`, token, at("authToken.value"));
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
  importEnvironment(values, draft, env, `${config}.env`, [features]);
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
