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
