import type { ConnectorType } from "../../../dex/connectors/types";
import type { DexRelease } from "../../../dex/releases";

const saml = `entityIssuer ssoIssuer ssoURL ca caData insecureSkipSignatureValidation usernameAttr
    emailAttr groupsAttr groupsDelim allowedGroups filterGroups redirectURI nameIDPolicyFormat`;

/**
 * The keys that the connectors of Dex 2.44 read, from the JSON tags of their Go structs. What is
 * below a key is joined by a dot, `[]` stands for the elements of a list.
 */
export const dexFields: Readonly<Record<ConnectorType, string>> = {
  saml,
  samlExperimental: saml,
  ldap: `host insecureNoSSL insecureSkipVerify startTLS rootCA clientCert clientKey rootCAData
    bindDN bindPW usernamePrompt userSearch userSearch.baseDN userSearch.filter
    userSearch.username userSearch.scope userSearch.idAttr userSearch.emailAttr
    userSearch.nameAttr userSearch.preferredUsernameAttr userSearch.emailSuffix groupSearch
    groupSearch.baseDN groupSearch.filter groupSearch.scope groupSearch.userAttr
    groupSearch.groupAttr groupSearch.recursionGroupAttr groupSearch.userMatchers
    groupSearch.userMatchers[].userAttr groupSearch.userMatchers[].groupAttr
    groupSearch.userMatchers[].recursionGroupAttr groupSearch.nameAttr`,
  oidc: `issuer issuerAlias clientID clientSecret redirectURI providerDiscoveryOverrides
    providerDiscoveryOverrides.tokenURL providerDiscoveryOverrides.authURL
    providerDiscoveryOverrides.jwksURL basicAuthUnsupported scopes hostedDomains rootCAs
    insecureSkipEmailVerified insecureEnableGroups allowedGroups acrValues insecureSkipVerify
    getUserInfo userIDKey userNameKey promptType overrideClaimMapping claimMapping
    claimMapping.preferred_username claimMapping.email claimMapping.groups claimModifications
    claimModifications.newGroupFromClaims claimModifications.newGroupFromClaims[].claims
    claimModifications.newGroupFromClaims[].delimiter
    claimModifications.newGroupFromClaims[].clearDelimiter
    claimModifications.newGroupFromClaims[].prefix claimModifications.filterGroupClaims
    claimModifications.filterGroupClaims.groupsFilter claimModifications.modifyGroupNames
    claimModifications.modifyGroupNames.prefix claimModifications.modifyGroupNames.suffix`,
  oauth: `clientID clientSecret redirectURI tokenURL authorizationURL userInfoURL scopes rootCAs
    insecureSkipVerify userIDKey claimMapping claimMapping.userNameKey
    claimMapping.preferredUsernameKey claimMapping.groupsKey claimMapping.emailKey
    claimMapping.emailVerifiedKey`,
  github: `clientID clientSecret redirectURI org orgs orgs[].name orgs[].teams hostName rootCA
    teamNameField loadAllGroups useLoginAsID preferredEmailDomain`,
  gitlab: `baseURL clientID clientSecret redirectURI groups useLoginAsID getGroupsPermission`,
  google: `clientID clientSecret redirectURI scopes hostedDomains groups serviceAccountFilePath
    adminEmail domainToAdminEmail fetchTransitiveGroupMembership promptType`,
  microsoft: `clientID clientSecret redirectURI tenant onlySecurityGroups groups groupNameFormat
    useGroupsAsWhitelist emailToLowercase apiURL graphURL promptType domainHint scopes`,
  "bitbucket-cloud": `clientID clientSecret redirectURI teams includeTeamGroups`,
  linkedin: `clientID clientSecret redirectURI`,
  openshift: `issuer clientID clientSecret redirectURI groups insecureCA rootCA`,
  "atlassian-crowd": `baseURL clientID clientSecret groups preferredUsernameField usernamePrompt`,
  keystone: `domain keystoneHost keystoneUsername keystonePassword`,
  gitea: `baseURL clientID clientSecret redirectURI orgs orgs[].name orgs[].teams loadAllGroups
    useLoginAsID`,
  authproxy: `userIDHeader userHeader userNameHeader emailHeader groupHeader groupHeaderSeparator
    staticGroups`,
  mockCallback: "",
  mockPassword: "username password",
};

/** The keys that later releases add, by the release, as `type.key`. */
export const laterFields: Readonly<Record<Exclude<DexRelease, "2.44">, string>> = {
  "2.45": "oidc.pkceChallenge gitlab.rootCAData",
  main: `oidc.providerDiscoveryOverrides.userInfoURL oidc.providerDiscoveryOverrides.deviceAuthURL
    oidc.providerDiscoveryOverrides.endSessionURL gitlab.inheritedGroups ldap.kerberos
    ldap.kerberos.enabled ldap.kerberos.keytabPath ldap.kerberos.spn ldap.kerberos.keytabPrincipal
    ldap.kerberos.maxClockSkew ldap.kerberos.expectedRealm ldap.kerberos.usernameFromPrincipal
    ldap.kerberos.fallbackToPassword microsoft.clientAssertion microsoft.batchGroupLookups
    microsoft.preferredUsernameField bitbucket-cloud.getWorkspacePermissions`,
};
