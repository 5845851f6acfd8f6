import type { ConnectorSettingValues, ReportSetting } from "./type";

/** Both, or none: of two settings that need each other. */
export function needsBoth(
  settings: ConnectorSettingValues,
  report: ReportSetting,
  ...pair: readonly [string, string]
): void {
  const [given, ...others] = pair.filter((name) => settings[name] !== undefined);
  const missing = pair.find((name) => settings[name] === undefined);
  if (given === undefined || others.length > 0 || missing === undefined) return;
  report(missing, `is missing. It is required with ${given}.`);
}

/** At most one of two settings; the first wins. */
export function notBoth(
  settings: ConnectorSettingValues,
  report: ReportSetting,
  ...[one, other]: readonly [string, string]
): void {
  if (settings[one] === undefined || settings[other] === undefined) return;
  report(other, `has no effect with ${one}. Remove one of the two.`);
}

/** A setting that Dex ignores beside another one. */
export function noEffectWith(
  settings: ConnectorSettingValues,
  report: ReportSetting,
  setting: string,
  other: string,
): void {
  if (settings[setting] === undefined || settings[setting] === false) return;
  if (settings[other] === undefined) return;
  report(setting, `has no effect with ${other}. Remove one of the two.`);
}

/** An address to which Dex appends paths that begin with a slash. */
export function noLastSlash(
  settings: ConnectorSettingValues,
  report: ReportSetting,
  setting: string,
): void {
  const value = settings[setting];
  if (typeof value !== "string" || !value.endsWith("/")) return;
  report(
    setting,
    "ends with a slash, and Dex adds another: the provider wouldn't find its paths. Remove the last slash.",
  );
}

/** Settings that Dex ignores unless another one is set. */
export function onlyWith(
  settings: ConnectorSettingValues,
  report: ReportSetting,
  others: readonly string[],
  needed: string,
): void {
  if (settings[needed] !== undefined && settings[needed] !== false) return;
  for (const setting of others) {
    if (settings[setting] === undefined || settings[setting] === false) continue;
    report(setting, `has no effect without ${needed}. Add ${needed}, or remove it.`);
  }
}
