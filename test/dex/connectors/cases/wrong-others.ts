import { asList } from "../../../config/support";
import {
  isHttp,
  unverified,
  missing,
  secret,
  noUrl,
  needed,
  noUse,
  noText,
  type Row,
} from "./messages";

/** Wrong connectors of the other types. */
export const wrongOthers: readonly Row[] = [
  ["oauth", "no token endpoint", { tokenURL: undefined }, { tokenURL: missing }],
  ["oauth", "no description of users", { userInfoURL: undefined }, { userInfoURL: missing }],
  [
    "oauth",
    "an endpoint in clear",
    { tokenURL: "http://login.example.com/token" },
    { tokenURL: isHttp },
  ],
  [
    "oauth",
    "a socket for an endpoint",
    { authorizationURL: "ws://login.example.com" },
    {
      authorizationURL:
        "is neither an https nor an http URL. Write it like https://api.example.com.",
    },
  ],
  ["github", "both forms of organizations", { org: "acme" }, { org: noUse("orgs") }],
  ["github", "an authority without host", { hostName: undefined }, { hostName: needed("rootCA") }],
  [
    "github",
    "a host with a scheme",
    { hostName: "https://github.example.com" },
    { hostName: "has a scheme. Write only the name, such as example.com." },
  ],
  [
    "github",
    "an unknown name of teams",
    { teamNameField: "id" },
    { teamNameField: "is not one of: name, slug, both." },
  ],
  ["gitlab", "an address without scheme", { baseURL: "gitlab.example.com" }, { baseURL: noUrl }],
  [
    "google",
    "a service account for nobody",
    { domainToAdminEmail: undefined, groups: undefined },
    { domainToAdminEmail: needed("serviceAccountFilePath") },
  ],
  [
    "google",
    "a key that isn't JSON",
    { serviceAccountFilePath: "key" },
    { serviceAccountFilePath: "is not JSON. Give the JSON file of the service account's key." },
  ],
  [
    "google",
    "a key of a client",
    { serviceAccountFilePath: '{"type":"authorized_user"}' },
    {
      serviceAccountFilePath:
        "is not a service account's key. Give the JSON file of the service account's key.",
    },
  ],
  [
    "microsoft",
    "groups of all tenants",
    { tenant: "common" },
    { tenant: "doesn't name a single tenant, so groups can't be read. Give the tenant's id." },
  ],
  [
    "microsoft",
    "no way to authenticate",
    { clientSecret: undefined },
    { clientSecret: "is missing. Give it, or clientAssertion." },
  ],
  [
    "microsoft",
    "a filter of nothing",
    { groups: undefined },
    { groups: needed("useGroupsAsWhitelist") },
  ],
  [
    "microsoft",
    "an unknown name of groups",
    { groupNameFormat: "mail" },
    { groupNameFormat: "is not one of: name, id." },
  ],
  [
    "bitbucket-cloud",
    "a team as text",
    { teams: "acme" },
    { teams: asList("dex.connectors[0].config.teams") },
  ],
  [
    "linkedin",
    "scopes, which it has not",
    { scopes: [] },
    {
      scopes: "is not a known key. Known here: clientID, clientSecret, redirectURI.",
    },
  ],
  ["openshift", "no verification", { insecureCA: true }, { insecureCA: unverified }],
  [
    "atlassian-crowd",
    "an address in clear",
    { baseURL: "http://crowd.example.com" },
    { baseURL: isHttp },
  ],
  [
    "keystone",
    "no password",
    { keystonePassword: undefined },
    {
      keystonePassword: secret("config.keystonePassword"),
    },
  ],
  [
    "gitea",
    "an organization without name",
    { orgs: [{ teams: ["a"] }] },
    { "orgs[0].name": missing },
  ],
  ["authproxy", "a header as a number", { userHeader: 1 }, { userHeader: noText("userHeader") }],
];
