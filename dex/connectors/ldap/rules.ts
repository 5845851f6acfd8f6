import { isMap } from "../../merge";
import { needsBoth, noEffectWith, notBoth } from "../rules";
import { textIn, type ConnectorSettingValues, type ReportSetting } from "../type";
import { isBinary, spellingOf } from "./attributes";
import { hasPlaceholder, isFilter } from "./filter";

/** What Dex refuses, ignores or gets wrong in the settings of `ldap`. */
export function ldapRules(settings: ConnectorSettingValues, report: ReportSetting): void {
  checkConnection(settings, report);
  const { userSearch, groupSearch } = settings;
  if (isMap(userSearch)) checkUserSearch(userSearch, report);
  if (isMap(groupSearch)) checkGroupSearch(groupSearch, report);
}

/** What has no effect without TLS, or without a check of the certificate. */
export function ldapNotices(settings: ConnectorSettingValues, report: ReportSetting): void {
  for (const switchedOff of ["insecureNoSSL", "insecureSkipVerify"]) {
    if (settings[switchedOff] !== true) continue;
    noEffectWith(settings, report, "rootCA", switchedOff);
    noEffectWith(settings, report, "rootCAData", switchedOff);
  }
  if (settings.insecureNoSSL === true)
    noEffectWith(settings, report, "clientCert", "insecureNoSSL");
}

function checkConnection(settings: ConnectorSettingValues, report: ReportSetting): void {
  if (settings.insecureNoSSL === true && settings.startTLS === true) {
    report("startTLS", "has no effect with insecureNoSSL. Remove insecureNoSSL.");
  }
  notBoth(settings, report, "rootCA", "rootCAData");
  needsBoth(settings, report, "clientCert", "clientKey");
  needsBoth(settings, report, "bindDN", "bindPW");
}

function checkUserSearch(search: ConnectorSettingValues, reportSetting: ReportSetting): void {
  const report = below("userSearch", reportSetting);
  checkFilter(search, report);
  checkBase(search, report);
  for (const name of ["idAttr", "emailAttr", "nameAttr", "preferredUsernameAttr"]) {
    checkAttribute(search, name, report, true);
  }
  const suffix = textIn(search, "emailSuffix");
  if (suffix === undefined) return;
  if (suffix.includes("@")) {
    report(
      "emailSuffix",
      "has an @, which Dex adds itself: the address would have two. Write only the domain, such as example.com.",
    );
  }
  if (search.nameAttr === undefined) {
    report(
      "nameAttr",
      "is missing. With emailSuffix Dex makes the address of it: every user would have the same one. Name the attribute with the part before the @, such as uid.",
    );
  }
}

function checkGroupSearch(search: ConnectorSettingValues, reportSetting: ReportSetting): void {
  const report = below("groupSearch", reportSetting);
  checkFilter(search, report);
  checkBase(search, report);
  checkAttribute(search, "nameAttr", report, true);
  const matchers: unknown[] = Array.isArray(search.userMatchers) ? search.userMatchers : [];
  const older = ["userAttr", "groupAttr", "recursionGroupAttr"];
  if (matchers.length > 0) {
    for (const name of older) noEffectWith(search, report, name, "userMatchers");
  } else if (search.userAttr === undefined && search.groupAttr === undefined) {
    report(
      "userMatchers",
      "is missing, so no user would have a group. Say which attribute of a group lists its members, such as {userAttr: DN, groupAttr: member}.",
    );
  } else {
    needsBoth(search, report, "userAttr", "groupAttr");
    checkAttribute(search, "userAttr", report, false);
  }
  for (const [index, matcher] of matchers.entries()) {
    if (!isMap(matcher)) continue;
    checkAttribute(matcher, "userAttr", below(`userMatchers.${index}`, report), false);
  }
}

function checkFilter(search: ConnectorSettingValues, report: ReportSetting): void {
  const filter = textIn(search, "filter");
  if (filter === undefined) return;
  if (!isFilter(filter)) {
    report(
      "filter",
      "is not an LDAP filter, so the search would fail at every login. Write it in parentheses and without blanks around them, such as (objectClass=person) or (&(objectClass=person)(!(employeeType=left))).",
    );
  } else if (hasPlaceholder(filter)) {
    report(
      "filter",
      "has a placeholder for the login name, which Dex doesn't replace. Remove that condition: Dex adds one for the attribute in username.",
    );
  }
}

function checkBase(search: ConnectorSettingValues, report: ReportSetting): void {
  const base = textIn(search, "baseDN");
  if (base === undefined || /^\s*[\w.-]+\s*=/.test(base)) return;
  report(
    "baseDN",
    "is not a DN, so the directory would refuse every search. Write it like dc=example,dc=com.",
  );
}

function checkAttribute(
  settings: ConnectorSettingValues,
  name: string,
  report: ReportSetting,
  isClaim: boolean,
): void {
  const attribute = textIn(settings, name);
  if (attribute === undefined) return;
  const spelling = spellingOf(attribute);
  if (isClaim && isBinary(attribute)) {
    report(
      name,
      "holds bytes that are no text. Dex would replace them, and users may become the same one. Use an attribute of text, such as DN, uid, entryUUID or userPrincipalName.",
    );
  } else if (spelling !== undefined && spelling !== attribute) {
    report(
      name,
      `isn't spelled as directories return it, and Dex compares the names exactly: it would find no value. Write ${spelling}.`,
    );
  }
}

function below(path: string, report: ReportSetting): ReportSetting {
  return (setting, message) => {
    report(`${path}.${setting}`, message);
  };
}
