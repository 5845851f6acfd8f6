import { certificateFile, flag, hostName, may, must, pathStep, text, baseUrl } from "../fields";
import { client, preset } from "../preset";
import { textIn, type ConnectorSettingValues, type ReportSetting } from "../type";

const groups = may(flag, "Pass on the user's groups.", false);
const ca = may(certificateFile, "Certificate authority of the server, if it is private.");

interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Settings that all of them have. */
function openid(issuer: string, { clientId, clientSecret }: Client, privateCa?: string) {
  return {
    issuer,
    clientID: clientId,
    clientSecret,
    ...(privateCa === undefined ? {} : { rootCAs: [privateCa] }),
  };
}

const withGroups = (enabled: boolean | undefined) =>
  enabled === true ? { insecureEnableGroups: true } : {};

/** The address of a provider, without what the preset adds to it. */
function withoutPath(steps: RegExp, added: string) {
  return (values: ConnectorSettingValues, report: ReportSetting) => {
    if (!steps.test(textIn(values, "url") ?? "")) return;
    report(
      "url",
      `contains a part of the path that the preset adds: ${added}. Write only what comes before it.`,
    );
  };
}

export const okta = preset({
  title: "Okta",
  type: "oidc",
  fields: {
    domain: must(hostName, "Domain of the organization, such as `acme.okta.com`."),
    authorizationServer: may(
      pathStep.meta({ defaultText: "the organization's own server" }),
      "Id of a custom authorization server, such as `default`.",
    ),
    ...client,
    groups,
  },
  expand: ({ domain, authorizationServer, groups: wanted, ...credentials }) => ({
    ...openid(
      `https://${domain}${authorizationServer === undefined ? "" : `/oauth2/${authorizationServer}`}`,
      credentials,
    ),
    // Okta's ID tokens lack claims in the code flow.
    getUserInfo: true,
    ...(wanted === true ? { scopes: ["profile", "email", "groups"] } : {}),
    ...withGroups(wanted),
  }),
  rules: (values, report) => {
    if (textIn(values, "domain")?.includes("-admin.") !== true) return;
    report(
      "domain",
      "is the domain of the admin console, not of the issuer. Write it without -admin.",
    );
  },
});

export const auth0 = preset({
  title: "Auth0",
  type: "oidc",
  fields: {
    domain: must(hostName, "Domain of the tenant, such as `acme.eu.auth0.com`."),
    ...client,
    groupsClaim: may(text, "Claim with the groups, which a tenant's action adds."),
  },
  expand: ({ domain, groupsClaim, ...credentials }) => ({
    // Auth0's issuer ends with a slash.
    ...openid(`https://${domain}/`, credentials),
    ...(groupsClaim === undefined
      ? {}
      : { insecureEnableGroups: true, claimMapping: { groups: groupsClaim } }),
  }),
});

export const keycloak = preset({
  title: "Keycloak",
  type: "oidc",
  fields: {
    url: must(
      baseUrl,
      "Address of Keycloak, such as `https://login.example.com`. Old versions add `/auth`.",
    ),
    realm: must(pathStep, "Realm of the users."),
    ...client,
    ca,
  },
  expand: ({ url: base, realm, ca: authority, ...credentials }) => ({
    ...openid(
      `${base.replace(/\/+$/, "")}/realms/${encodeURIComponent(realm)}`,
      credentials,
      authority,
    ),
    // A mapper of the realm's client adds the claim.
    insecureEnableGroups: true,
  }),
  rules: withoutPath(/\/(realms|admin)(\/|$)/, "/realms/ and the realm"),
});

export const ping = preset({
  title: "PingOne",
  type: "oidc",
  fields: {
    environmentId: must(pathStep, "Id of the environment."),
    domain: may(hostName, "Domain of the region, such as `auth.pingone.eu`.", "auth.pingone.com"),
    ...client,
  },
  expand: ({ environmentId, domain = "auth.pingone.com", ...credentials }) => ({
    ...openid(`https://${domain}/${environmentId}/as`, credentials),
    getUserInfo: true,
  }),
});

export const awsCognito = preset({
  title: "Amazon Cognito",
  type: "oidc",
  fields: {
    userPoolId: must(pathStep, "Id of the user pool, such as `eu-west-1_a1B2c3D4e`."),
    ...client,
    groups,
  },
  expand: ({ userPoolId, groups: wanted, ...credentials }) => {
    const region = userPoolId.replace(/_.*$/, "");
    const suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
    return {
      ...openid(`https://cognito-idp.${region}.${suffix}/${userPoolId}`, credentials),
      userNameKey: "cognito:username",
      ...(wanted === true ? { claimMapping: { groups: "cognito:groups" } } : {}),
      ...withGroups(wanted),
    };
  },
});

export const zitadel = preset({
  title: "ZITADEL",
  type: "oidc",
  fields: {
    domain: must(hostName, "Domain of the instance, such as `acme-a1b2c3.eu1.zitadel.cloud`."),
    ...client,
    ca,
  },
  expand: ({ domain, ca: authority, ...credentials }) => ({
    ...openid(`https://${domain}`, credentials, authority),
    // Profile and e-mail address are in the userinfo, unless the application adds them to the ID token.
    getUserInfo: true,
  }),
});

export const authentik = preset({
  title: "authentik",
  type: "oidc",
  fields: {
    url: must(baseUrl, "Address of authentik, such as `https://login.example.com`."),
    application: must(pathStep, "Slug of the application."),
    ...client,
    ca,
  },
  expand: ({ url: base, application, ca: authority, ...credentials }) => ({
    // The issuer of an application ends with a slash.
    ...openid(
      `${base.replace(/\/+$/, "")}/application/o/${encodeURIComponent(application)}/`,
      credentials,
      authority,
    ),
    // The scope `profile` includes the groups.
    insecureEnableGroups: true,
  }),
  rules: withoutPath(/\/(application|if)(\/|$)/, "/application/o/ and the application"),
});
