import { isMap } from "../../merge";
import { onlyWith } from "../rules";
import type { ConnectorSettingValues, ReportSetting } from "../type";

/** What Dex refuses, ignores or gets wrong in the settings of `oidc`. */
export function oidcRules(settings: ConnectorSettingValues, report: ReportSetting): void {
  if (settings.hostedDomains !== undefined) {
    report("hostedDomains", "is refused by Dex. Use a connector of type google.");
  }
  onlyWith(settings, report, ["overrideClaimMapping"], "claimMapping");
  checkGroups(settings, report);
  checkModifications(settings, report);
}

function checkGroups(settings: ConnectorSettingValues, report: ReportSetting): void {
  if (settings.insecureEnableGroups === true) return;
  if (settings.allowedGroups !== undefined) {
    report(
      "allowedGroups",
      "has no effect without insecureEnableGroups: every user of the provider could log in. Set insecureEnableGroups to true.",
    );
  }
  const { claimMapping, claimModifications } = settings;
  const useless = "has no effect without insecureEnableGroups. Set that to true, or remove it.";
  if (isMap(claimMapping) && claimMapping.groups !== undefined) {
    report("claimMapping.groups", useless);
  }
  if (!isMap(claimModifications)) return;
  for (const name of ["filterGroupClaims", "modifyGroupNames"]) {
    if (claimModifications[name] !== undefined) report(`claimModifications.${name}`, useless);
  }
}

function checkModifications(settings: ConnectorSettingValues, report: ReportSetting): void {
  const { claimModifications } = settings;
  if (!isMap(claimModifications)) return;
  const { filterGroupClaims, newGroupFromClaims } = claimModifications;
  if (isMap(filterGroupClaims) && typeof filterGroupClaims.groupsFilter === "string") {
    if (!isGoExpression(filterGroupClaims.groupsFilter)) {
      report(
        "claimModifications.filterGroupClaims.groupsFilter",
        "is not a Go regular expression, so Dex would ignore it and pass on every group. Go has no lookaround and no backreferences.",
      );
    }
  }
  const groups: unknown[] = Array.isArray(newGroupFromClaims) ? newGroupFromClaims : [];
  for (const [index, group] of groups.entries()) {
    if (!isMap(group)) continue;
    const at = `claimModifications.newGroupFromClaims.${index}`;
    if (!Array.isArray(group.claims) || group.claims.length === 0) {
      report(`${at}.claims`, "is missing, so the group would never be created. Name the claims.");
    }
    if (group.clearDelimiter === true && group.delimiter === undefined) {
      report(
        `${at}.clearDelimiter`,
        "has no effect without delimiter. Add it, or remove this one.",
      );
    }
  }
}

/** Whether Go compiles the expression; what Go has and JavaScript lacks is left out of the try. */
function isGoExpression(expression: string): boolean {
  if (/\(\?<?[=!]|\\[1-9]|\\k</.test(expression)) return false;
  const inJavaScript = expression
    .replaceAll("(?P<", "(?<")
    .replaceAll(/\(\?[imsU]+(-[imsU]+)?\)/g, "")
    .replaceAll(/\(\?[imsU]*(-[imsU]+)?:/g, "(?:")
    .replaceAll(/\[:\^?[a-z]+:\]/g, "a");
  try {
    new RegExp(inJavaScript);
    return true;
  } catch {
    return false;
  }
}
