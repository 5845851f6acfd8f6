import { isMap } from "../../merge";
import { needsBoth, noEffectWith, notBoth } from "../rules";
import { textIn, type ConnectorSettingValues, type ReportSetting } from "../type";
import { canBeSearched, isAttribute, isBinary, spellingOf } from "./attributes";
import { isDn } from "./dn";
import { hasPlaceholder, isFilter, matchesNothing } from "./filter";

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
  checkPort(settings, report);
  checkKerberos(settings, report);
}

/** Ports of directories, and whether they begin with TLS. */
const knownPorts: ReadonlyMap<string, boolean> = new Map([
  ["389", false],
  ["636", true],
  ["3268", false],
  ["3269", true],
]);

function checkPort(settings: ConnectorSettingValues, report: ReportSetting): void {
  const port = /:(\d+)$/.exec(textIn(settings, "host") ?? "")?.[1] ?? "";
  const hasTls = knownPorts.get(port);
  const beginsWithTls = settings.insecureNoSSL !== true && settings.startTLS !== true;
  if (hasTls === undefined || hasTls === beginsWithTls) return;
  report(
    "host",
    beginsWithTls
      ? `has port ${port}, where directories don't start with TLS, as Dex would. Set startTLS to true, or use the port of LDAP over TLS, ${port === "389" ? "636" : "3269"}.`
      : `has port ${port}, where directories start with TLS, but Dex would start without it. Remove startTLS and insecureNoSSL, or use port ${port === "636" ? "389" : "3268"}.`,
  );
}

function checkKerberos({ kerberos }: ConnectorSettingValues, report: ReportSetting): void {
  if (!isMap(kerberos)) return;
  if (kerberos.enabled !== true) {
    for (const name of Object.keys(kerberos).filter((each) => each !== "enabled")) {
      report(
        `kerberos.${name}`,
        "has no effect without kerberos.enabled. Set that to true, or remove this one.",
      );
    }
  } else if (kerberos.keytabPath === undefined) {
    report(
      "kerberos.keytabPath",
      "is missing, so Dex would switch Kerberos off. It is required with kerberos.enabled.",
    );
  }
}

function checkUserSearch(search: ConnectorSettingValues, reportSetting: ReportSetting): void {
  const report = below("userSearch", reportSetting);
  checkFilter(search, report);
  checkBase(search, report);
  for (const name of ["idAttr", "emailAttr", "nameAttr", "preferredUsernameAttr"]) {
    checkAttribute(search, name, report, true);
  }
  const { username } = search;
  const names: unknown[] = Array.isArray(username) ? username : [];
  for (const [index, name] of names.entries()) {
    checkSearched({ [index]: name }, String(index), below("username", report));
  }
  checkSearched(search, "username", report);
  const suffix = textIn(search, "emailSuffix");
  if (suffix === undefined) return;
  noEffectWith(search, report, "emailAttr", "emailSuffix");
  if (search.nameAttr === undefined) {
    report(
      "nameAttr",
      "is missing. With emailSuffix, Dex builds the address from it, so every user would have the same one. Name the attribute with the part before the @, such as uid.",
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
    for (const name of ["groupAttr", "recursionGroupAttr"]) checkSearched(search, name, report);
  }
  for (const [index, matcher] of matchers.entries()) {
    if (!isMap(matcher)) continue;
    const at = below(`userMatchers.${index}`, report);
    checkAttribute(matcher, "userAttr", at, false);
    for (const name of ["groupAttr", "recursionGroupAttr"]) checkSearched(matcher, name, at);
  }
}

function checkFilter(search: ConnectorSettingValues, report: ReportSetting): void {
  const filter = textIn(search, "filter");
  if (filter === undefined) return;
  if (!isFilter(filter)) {
    report(
      "filter",
      "is not an LDAP filter, so the search would fail at every login. Write it in parentheses and without spaces around them, such as (objectClass=person) or (&(objectClass=person)(!(employeeType=left))).",
    );
  } else if (matchesNothing(filter)) {
    report(
      "filter",
      "matches nothing: a list of alternatives without any, (|), is never true. Put conditions into it, or remove it.",
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
  if (base === undefined || isDn(base)) return;
  report(
    "baseDN",
    "is not a DN, so the directory would refuse every search. Write it like dc=example,dc=com, with a backslash before a comma in a name.",
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
  if (!isAttribute(attribute)) {
    report(
      name,
      "is not the name of an attribute, so Dex would find no value. Write only the name, such as uid or mail.",
    );
    return;
  }
  if (isClaim && isBinary(attribute)) {
    report(
      name,
      "holds binary data. Dex would replace some bytes, so different users could become the same one. Use a text attribute, such as DN, uid, entryUUID or userPrincipalName.",
    );
  } else if (spelling !== undefined && spelling !== attribute) {
    report(
      name,
      `isn't spelled as directories return it, and Dex compares the names exactly: it would find no value. Write ${spelling}.`,
    );
  }
}

/** An attribute for which the directory is searched. */
function checkSearched(
  settings: ConnectorSettingValues,
  name: string,
  report: ReportSetting,
): void {
  const attribute = textIn(settings, name);
  if (attribute === undefined || canBeSearched(attribute)) return;
  report(
    name,
    "is not the name of an attribute that can be searched for, so nothing would be found, or the search would fail. Write only the name, such as uid or member; Dex builds the filter from it.",
  );
}

function below(path: string, report: ReportSetting): ReportSetting {
  return (setting, message) => {
    report(`${path}.${setting}`, message);
  };
}
