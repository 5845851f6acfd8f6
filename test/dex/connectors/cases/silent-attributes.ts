import { noUse, type Row } from "./messages";

const noAttribute =
  "is not the name of an attribute, so Dex would find no value. Write only the name, such as uid or mail.";
const notSearched =
  "is not the name of an attribute that can be searched for, so nothing would be found, or the search would fail. Write only the name, such as uid or member; Dex builds the filter from it.";
const empty = (everybody: string) =>
  `is empty, which Dex treats as no limit: ${everybody} could log in. Name those who can, or leave it out.`;
const slash =
  "ends with a slash, and Dex adds another: the provider wouldn't find its paths. Remove the last slash.";
const begins = (port: number, right: number) =>
  `has port ${port}, where directories start with TLS, but Dex would start without it. Remove startTLS and insecureNoSSL, or use port ${right}.`;
const doesNotBegin = (port: number, right: number) =>
  `has port ${port}, where directories don't start with TLS, as Dex would. Set startTLS to true, or use the port of LDAP over TLS, ${right}.`;

/** Names that can't be an attribute's in a filter. */
export const wrongUsernames = ["(uid", "uid)", "(uid=%s)", "uid=%s", "u id", "&uid", "DN", "{uid}"];

const search = { baseDN: "ou=people,dc=example,dc=com", username: "uid", idAttr: "uid" };
const groups = { baseDN: "ou=groups,dc=example,dc=com", nameAttr: "cn" };

/** Names of attributes, limits, ports and addresses that Dex takes, and then finds nothing by. */
export const silentAttributes: readonly Row[] = [
  ...wrongUsernames.map(
    (username) =>
      [
        "ldap",
        `the user name ${username}`,
        { userSearch: { ...search, username } },
        { "userSearch.username": notSearched },
      ] as const,
  ),
  [
    "ldap",
    "attributes that are none",
    {
      userSearch: {
        ...search,
        idAttr: "uid,cn",
        emailAttr: "(mail)",
        nameAttr: "given name",
        preferredUsernameAttr: "%s",
      },
    },
    {
      "userSearch.idAttr": noAttribute,
      "userSearch.emailAttr": noAttribute,
      "userSearch.nameAttr": noAttribute,
      "userSearch.preferredUsernameAttr": noAttribute,
    },
  ],
  [
    "ldap",
    "matchers by what is no attribute",
    {
      groupSearch: {
        ...groups,
        userMatchers: [
          { userAttr: "DN", groupAttr: "member=" },
          { userAttr: "u id", groupAttr: "member", recursionGroupAttr: "(member)" },
        ],
      },
    },
    {
      "groupSearch.userMatchers[0].groupAttr": notSearched,
      "groupSearch.userMatchers[1].userAttr": noAttribute,
      "groupSearch.userMatchers[1].recursionGroupAttr": notSearched,
    },
  ],
  [
    "ldap",
    "an attribute for the address beside a suffix",
    { userSearch: { ...search, nameAttr: "uid", emailAttr: "mail", emailSuffix: "example.com" } },
    { "userSearch.emailAttr": noUse("emailSuffix") },
  ],
  ...(
    [
      ["ldap.example.com:389", {}, doesNotBegin(389, 636)],
      ["ldap.example.com:3268", {}, doesNotBegin(3268, 3269)],
      ["ldap.example.com:636", { startTLS: true }, begins(636, 389)],
      ["ldap.example.com:3269", { startTLS: true }, begins(3269, 3268)],
    ] as const
  ).map(
    ([host, mode, problem]) =>
      [
        "ldap",
        `the host ${host}`,
        { startTLS: undefined, ...mode, host },
        { host: problem },
      ] as const,
  ),
  ["oidc", "nobody allowed", { allowedGroups: [] }, { allowedGroups: empty("all users") }],
  ["saml", "nobody allowed", { allowedGroups: [] }, { allowedGroups: empty("all users") }],
  ["github", "no organization", { orgs: [] }, { orgs: empty("all users") }],
  [
    "github",
    "no team",
    { orgs: [{ name: "acme", teams: [] }] },
    { "orgs[0].teams": empty("all members") },
  ],
  ["gitea", "no organization", { orgs: [] }, { orgs: empty("all users") }],
  ["gitlab", "no group", { groups: [] }, { groups: empty("all users") }],
  ["google", "no domain", { hostedDomains: [] }, { hostedDomains: empty("all users") }],
  ["microsoft", "no group", { groups: [] }, { groups: empty("all users") }],
  ["bitbucket-cloud", "no workspace", { teams: [] }, { teams: empty("all users") }],
  ["atlassian-crowd", "no group", { groups: [] }, { groups: empty("all users") }],
  ["openshift", "no group", { groups: [] }, { groups: empty("all users") }],
  ...(
    [
      ["gitlab", "baseURL"],
      ["gitea", "baseURL"],
      ["atlassian-crowd", "baseURL"],
      ["keystone", "keystoneHost"],
      ["openshift", "issuer"],
    ] as const
  ).map(
    ([type, setting]) =>
      [
        type,
        `${setting} with a slash at the end`,
        { [setting]: "https://example.com/" },
        { [setting]: slash },
      ] as const,
  ),
];
