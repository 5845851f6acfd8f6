import { presetNames } from "../../../dex/connectors/presets";
import { connectorTypes, type ConnectorType } from "../../../dex/connectors/types";
import { validCertificate } from "../../config/cases/certificates";

const saml = {
  ssoURL: "https://idp.example.com/sso",
  ca: validCertificate,
  usernameAttr: "name",
  emailAttr: "email",
};

/** A right connector of each type, with as many settings as go together. */
export const typeSamples: Readonly<Record<string, Record<string, unknown>>> = {
  saml: {
    ssoURL: "https://idp.example.com/sso",
    ca: validCertificate,
    usernameAttr: "name",
    emailAttr: "email",
    groupsAttr: "groups",
    groupsDelim: ", ",
    allowedGroups: ["finance"],
    filterGroups: true,
    entityIssuer: "https://dex.example.com/callback",
    ssoIssuer: "https://idp.example.com",
    nameIDPolicyFormat: "persistent",
  },
  ldap: {
    host: "ldap.example.com:389",
    startTLS: true,
    rootCA: validCertificate,
    clientCert: { secretRef: { name: "dex-ldap", key: "tls.crt" } },
    clientKey: { secretRef: { name: "dex-ldap", key: "tls.key" } },
    bindDN: "cn=dex,dc=example,dc=com",
    bindPW: "a$b{{c}}-5RkQ",
    usernamePrompt: "E-mail",
    userSearch: {
      baseDN: "ou=people,dc=example,dc=com",
      filter: "(objectClass=person)",
      username: "mail",
      scope: "sub",
      idAttr: "uid",
      emailAttr: "mail",
      nameAttr: "cn",
    },
    groupSearch: {
      baseDN: "ou=groups,dc=example,dc=com",
      filter: "(objectClass=groupOfNames)",
      scope: "one",
      userMatchers: [{ userAttr: "DN", groupAttr: "member" }],
      nameAttr: "cn",
    },
  },
  oidc: {
    issuer: "https://login.example.com/tenant/",
    issuerAlias: "https://sts.example.com/tenant",
    clientID: "dex",
    clientSecret: "oidc-5RkQ",
    providerDiscoveryOverrides: { tokenURL: "https://login.example.com/token" },
    basicAuthUnsupported: true,
    scopes: ["profile", "email", "groups"],
    rootCAs: [validCertificate, { secretRef: { name: "authority", key: "ca.crt" } }],
    insecureSkipEmailVerified: true,
    insecureEnableGroups: true,
    allowedGroups: ["finance"],
    acrValues: ["mfa"],
    getUserInfo: true,
    userIDKey: "sub",
    userNameKey: "name",
    promptType: "login",
    overrideClaimMapping: true,
    claimMapping: { preferred_username: "nick", email: "mail", groups: "roles" },
    claimModifications: {
      newGroupFromClaims: [{ claims: ["org", "role"], delimiter: ":", prefix: "x" }],
      filterGroupClaims: { groupsFilter: "^fin" },
      modifyGroupNames: { prefix: "a-", suffix: "-b" },
    },
  },
  oauth: {
    clientID: "dex",
    clientSecret: "oauth-5RkQ",
    tokenURL: "https://login.example.com/token",
    authorizationURL: "https://login.example.com/authorize",
    userInfoURL: "https://login.example.com/userinfo",
    scopes: ["email"],
    rootCAs: [validCertificate],
    userIDKey: "id",
    claimMapping: { userNameKey: "name", emailKey: "mail" },
  },
  github: {
    clientID: "dex",
    clientSecret: "github-5RkQ",
    orgs: [{ name: "acme", teams: ["finance"] }, { name: "other" }],
    hostName: "github.example.com",
    rootCA: validCertificate,
    teamNameField: "slug",
    useLoginAsID: false,
    preferredEmailDomain: "example.com",
  },
  gitlab: {
    clientID: "dex",
    clientSecret: "gitlab-5RkQ",
    baseURL: "https://gitlab.example.com",
    groups: ["finance"],
    useLoginAsID: false,
    getGroupsPermission: true,
  },
  google: {
    clientID: "dex",
    clientSecret: "google-5RkQ",
    scopes: ["profile", "email"],
    hostedDomains: ["example.com"],
    groups: ["finance@example.com"],
    serviceAccountFilePath: { secretRef: { name: "google", key: "key.json" } },
    domainToAdminEmail: { "*": "admin@example.com" },
    fetchTransitiveGroupMembership: true,
    promptType: "consent",
  },
  microsoft: {
    clientID: "dex",
    clientSecret: "microsoft-5RkQ",
    tenant: "example.com",
    onlySecurityGroups: true,
    groups: ["finance"],
    groupNameFormat: "id",
    useGroupsAsWhitelist: true,
    emailToLowercase: true,
    promptType: "select_account",
    domainHint: "example.com",
    scopes: ["user.read"],
  },
  "bitbucket-cloud": {
    clientID: "dex",
    clientSecret: "bitbucket-5RkQ",
    teams: ["acme"],
    includeTeamGroups: true,
  },
  linkedin: { clientID: "dex", clientSecret: "linkedin-5RkQ" },
  openshift: {
    issuer: "https://api.cluster.example.com:6443",
    clientID: "system:serviceaccount:formance:dex",
    clientSecret: "openshift-5RkQ",
    groups: ["finance"],
    rootCA: validCertificate,
  },
  "atlassian-crowd": {
    baseURL: "https://crowd.example.com/crowd",
    clientID: "dex",
    clientSecret: "crowd-5RkQ",
    groups: ["finance"],
    preferredUsernameField: "name",
    usernamePrompt: "Login",
  },
  keystone: {
    domain: "default",
    keystoneHost: "https://keystone.example.com:5000",
    keystoneUsername: "admin",
    keystonePassword: "keystone-5RkQ",
  },
  gitea: {
    clientID: "dex",
    clientSecret: "gitea-5RkQ",
    baseURL: "https://git.example.com",
    orgs: [{ name: "acme", teams: ["finance"] }],
    loadAllGroups: false,
    useLoginAsID: false,
  },
  authproxy: {
    userIDHeader: "X-Id",
    userHeader: "X-User",
    userNameHeader: "X-Name",
    emailHeader: "X-Email",
    groupHeader: "X-Groups",
    groupHeaderSeparator: ";",
    staticGroups: ["all"],
  },
  mockCallback: {},
  mockPassword: { username: "test", password: "mock-5RkQ" },
  samlExperimental: saml,
};

const client = { clientId: "dex", clientSecret: "client-5RkQ" };

const directory = {
  host: "ldap.example.com",
  baseDn: "dc=example,dc=com",
  bindDn: "cn=dex,dc=example,dc=com",
  bindPassword: "bind-5RkQ",
};

/** A right connector of each preset. */
export const presetSamples: Readonly<Record<string, Record<string, unknown>>> = {
  okta: { domain: "acme.okta.com", authorizationServer: "default", ...client, groups: true },
  auth0: { domain: "acme.eu.auth0.com", ...client, groupsClaim: "https://example.com/groups" },
  "entra-id": { tenantId: "3f9c3c1e-7a51-4d5b-9a55-0d8f0a1f4f10", ...client, groups: ["finance"] },
  keycloak: { url: "https://login.example.com/", realm: "main", ...client, ca: validCertificate },
  "google-workspace": {
    ...client,
    domains: ["example.com"],
    serviceAccountKey: { secretRef: { name: "google", key: "key.json" } },
    adminEmail: "admin@example.com",
  },
  ping: {
    environmentId: "7b2e3f2a-1111-4222-8333-444455556666",
    domain: "auth.pingone.eu",
    ...client,
  },
  adfs: { host: "adfs.example.com", certificate: validCertificate, identifier: "urn:formance" },
  "active-directory": { ...directory, ca: validCertificate },
  openldap: { ...directory, config: { userSearch: { username: "mail" } } },
  freeipa: directory,
  "aws-cognito": { userPoolId: "eu-west-1_a1B2c3D4e", ...client, groups: true },
  zitadel: { domain: "acme.zitadel.cloud", ...client },
  authentik: { url: "https://login.example.com", application: "formance", ...client },
};

/** A right connector of each type and of each preset, as stack config has it. */
export const connectorSamples = [
  ...connectorTypes.filter((type) => type !== "samlExperimental").map(typeSample),
  ...presetNames.map((preset) => ({
    name: `preset-${preset}`,
    written: { preset, ...presetSamples[preset] },
  })),
  typeSample("samlExperimental"),
];

function typeSample(type: ConnectorType) {
  return {
    name: `type-${type}`,
    written: { type, id: type, name: `Our ${type}`, config: typeSamples[type] },
  };
}
