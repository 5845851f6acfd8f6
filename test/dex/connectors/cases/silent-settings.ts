import { noUse, type Row } from "./messages";

const search = { baseDN: "ou=people,dc=example,dc=com", username: "uid", idAttr: "uid" };
const groups = { baseDN: "ou=groups,dc=example,dc=com", nameAttr: "cn" };
const matcher = { userAttr: "DN", groupAttr: "member" };

const noFilter =
  "is not an LDAP filter, so the search would fail at every login. Write it in parentheses and without spaces around them, such as (objectClass=person) or (&(objectClass=person)(!(employeeType=left))).";
const placeholder =
  "has a placeholder for the login name, which Dex doesn't replace. Remove that condition: Dex adds one for the attribute in username.";
const bytes =
  "holds binary data. Dex would replace some bytes, so different users could become the same one. Use a text attribute, such as DN, uid, entryUUID or userPrincipalName.";
const spelled = (name: string) =>
  `isn't spelled as directories return it, and Dex compares the names exactly: it would find no value. Write ${name}.`;
const noGroups = "has no effect without insecureEnableGroups. Set that to true, or remove it.";
const oneTenant =
  "has no effect: groups can be read only from a single tenant. Give its id as tenant.";

const users = (name: string, change: Record<string, unknown>, problems: Record<string, string>) =>
  ["ldap", name, { userSearch: { ...search, ...change } }, below("userSearch", problems)] as const;
const inGroups = (
  name: string,
  change: Record<string, unknown>,
  problems: Record<string, string>,
) =>
  [
    "ldap",
    name,
    { groupSearch: { ...groups, ...change } },
    below("groupSearch", problems),
  ] as const;
const below = (path: string, problems: Record<string, string>) =>
  Object.fromEntries(Object.entries(problems).map(([key, text]) => [`${path}.${key}`, text]));

const openid = (
  name: string,
  change: Record<string, unknown>,
  problems: Record<string, string>,
) => {
  const without = {
    allowedGroups: undefined,
    claimMapping: undefined,
    claimModifications: undefined,
  };
  const plain = { ...without, overrideClaimMapping: undefined, insecureEnableGroups: undefined };
  return ["oidc", name, { ...plain, ...change }, problems] as const;
};

/** Filters that Dex's library doesn't read beside its own condition. */
export const wrongFilters = [
  "objectClass=person",
  "(objectClass=person",
  "objectClass=person)",
  "(objectClass=person) ",
  " (objectClass=person)",
  "(&(objectClass=person)(uid=a)",
  "(objectClass=person))",
  "(person)",
  "(cn=a\\zz)",
  "&(objectClass=person)",
];

/** Filters that it reads. */
export const rightFilters = [
  "(objectClass=person)",
  "(objectClass=*)",
  "(&(objectClass=person)(!(employeeType=left)))",
  "(|(objectClass=person)(objectClass=account))",
  "(cn=Ada \\28A\\29)",
  "(objectClass=person)(uid=*)",
  "(uidNumber>=1)",
  "(memberOf:1.2.840.113556.1.4.1941:=cn=a,dc=b)",
];

const atTheEnds = "begins or ends with whitespace, which would be part of it. Remove it.";

/** Settings that Dex takes, and then ignores or gets wrong. */
export const silentSettings: readonly Row[] = [
  ...wrongFilters.map((filter) =>
    users(
      `the filter ${filter}`,
      { filter },
      { filter: filter === filter.trim() ? noFilter : atTheEnds },
    ),
  ),
  users("a filter with a placeholder", { filter: "(uid=%s)" }, { filter: placeholder }),
  inGroups(
    "a filter of groups without parentheses",
    { filter: "objectClass=groupOfNames", userMatchers: [matcher] },
    { filter: noFilter },
  ),
  ...["(|)", "(&(objectClass=person)(|))", "(!(&))"].map((filter) =>
    users(
      `a filter that nothing matches: ${filter}`,
      { filter },
      {
        filter:
          "matches nothing: a list of alternatives without any, (|), is never true. Put conditions into it, or remove it.",
      },
    ),
  ),
  ...["dc=x,", ",dc=x", "dc=x,,dc=y", "dc=x, y", "dc=x+", "dc="].map((baseDN) =>
    users(
      `a base that isn't finished: ${baseDN}`,
      { baseDN },
      {
        baseDN:
          "is not a DN, so the directory would refuse every search. Write it like dc=example,dc=com, with a backslash before a comma in a name.",
      },
    ),
  ),
  users(
    "a base that is a domain",
    { baseDN: "example.com" },
    {
      baseDN:
        "is not a DN, so the directory would refuse every search. Write it like dc=example,dc=com, with a backslash before a comma in a name.",
    },
  ),
  users("an id of bytes", { idAttr: "objectGUID" }, { idAttr: bytes }),
  users("an id of bytes, in small letters", { idAttr: "objectguid" }, { idAttr: bytes }),
  users("a name of bytes by its option", { nameAttr: "cn;binary" }, { nameAttr: bytes }),
  users(
    "names of attributes in other letters",
    {
      idAttr: "UID",
      emailAttr: "Mail",
      nameAttr: "displayname",
      preferredUsernameAttr: "samaccountname",
    },
    {
      idAttr: spelled("uid"),
      emailAttr: spelled("mail"),
      nameAttr: spelled("displayName"),
      preferredUsernameAttr: spelled("sAMAccountName"),
    },
  ),
  users(
    "an e-mail suffix with its @",
    { nameAttr: "uid", emailSuffix: "@example.com" },
    {
      emailSuffix: "has an @. Write only the name, such as example.com.",
    },
  ),
  users(
    "an e-mail suffix without a name to put before it",
    { emailSuffix: "example.com" },
    {
      nameAttr:
        "is missing. With emailSuffix, Dex builds the address from it, so every user would have the same one. Name the attribute with the part before the @, such as uid.",
    },
  ),
  inGroups(
    "groups that nobody matches",
    {},
    {
      userMatchers:
        "is missing, so no user would have a group. Say which attribute of a group lists its members, such as {userAttr: DN, groupAttr: member}.",
    },
  ),
  inGroups(
    "half of the older form of a matcher",
    { userAttr: "DN" },
    { groupAttr: "is missing. It is required with userAttr." },
  ),
  inGroups(
    "both forms of matchers",
    { userMatchers: [matcher], userAttr: "uid", groupAttr: "memberUid" },
    { userAttr: noUse("userMatchers"), groupAttr: noUse("userMatchers") },
  ),
  inGroups(
    "a matcher in other letters",
    { nameAttr: "CN", userMatchers: [{ userAttr: "Uid", groupAttr: "memberuid" }] },
    { nameAttr: spelled("cn"), "userMatchers[0].userAttr": spelled("uid") },
  ),
  openid(
    "allowed groups that aren't read",
    { allowedGroups: ["finance"] },
    {
      allowedGroups:
        "has no effect without insecureEnableGroups: every user of the provider could log in. Set insecureEnableGroups to true.",
    },
  ),
  openid(
    "changes to groups that aren't read",
    {
      claimMapping: { groups: "roles" },
      claimModifications: {
        filterGroupClaims: { groupsFilter: "^fin" },
        modifyGroupNames: { prefix: "a-" },
      },
    },
    {
      "claimMapping.groups": noGroups,
      "claimModifications.filterGroupClaims": noGroups,
      "claimModifications.modifyGroupNames": noGroups,
    },
  ),
  ...["(?=fin)", "fin(", "(a)\\1", "[z-a]"].map((groupsFilter) =>
    openid(
      `the expression ${groupsFilter}`,
      { insecureEnableGroups: true, claimModifications: { filterGroupClaims: { groupsFilter } } },
      {
        "claimModifications.filterGroupClaims.groupsFilter":
          "is not a Go regular expression, so Dex would ignore it and pass on every group. Go has no lookaround and no backreferences.",
      },
    ),
  ),
  openid(
    "groups of no claims",
    { claimModifications: { newGroupFromClaims: [{ prefix: "a", clearDelimiter: true }] } },
    {
      "claimModifications.newGroupFromClaims[0].claims":
        "is missing, so the group would never be created. Name the claims.",
      "claimModifications.newGroupFromClaims[0].clearDelimiter":
        "has no effect without delimiter. Add it, or remove this one.",
    },
  ),
  openid(
    "an override of no claims",
    { overrideClaimMapping: true },
    {
      overrideClaimMapping: "has no effect without claimMapping. Add claimMapping, or remove it.",
    },
  ),
  [
    "saml",
    "allowed groups of no attribute",
    { groupsAttr: undefined, groupsDelim: undefined },
    { groupsAttr: "is missing, so no one could log in. It is required with allowedGroups." },
  ],
  [
    "saml",
    "a separator of no groups",
    { groupsAttr: undefined, allowedGroups: undefined, filterGroups: undefined },
    { groupsDelim: "has no effect without groupsAttr. Add groupsAttr, or remove it." },
  ],
  ["github", "all groups beside some", { loadAllGroups: true }, { loadAllGroups: noUse("orgs") }],
  [
    "github",
    "a domain with its @",
    { preferredEmailDomain: "@example.com" },
    {
      preferredEmailDomain:
        "is not a domain. Write it without @, such as example.com or *.example.com.",
    },
  ],
  ["gitea", "all groups beside some", { loadAllGroups: true }, { loadAllGroups: noUse("orgs") }],
  [
    "google",
    "two forms of the administrator",
    { adminEmail: "a@example.com" },
    { adminEmail: "replaces domainToAdminEmail for the domain *. Remove it." },
  ],
  [
    "microsoft",
    "settings of groups for all tenants",
    { tenant: "common", groups: undefined, useGroupsAsWhitelist: undefined },
    { onlySecurityGroups: oneTenant, groupNameFormat: oneTenant },
  ],
];
