import { connector, oidc, preset, type Change } from "./urls";

/** Ids with a URL around them, and redirect URIs that lead to no app. */
export const wrongIdsAndApps: readonly (readonly [Change, string, string | RegExp])[] = [
  [
    { console: { sentry: { dsn: "https://abc:def5RkQ@sentry.example.com/2" } } },
    "console.sentry.dsn",
    "has a secret key after the public one, which Sentry no longer needs. Remove it, with the colon before it.",
  ],
  ...["htps://h/cb", "javascript:alert(1)", "localhost:8000/cb", "a.example.com:8443/cb"].map(
    (text) =>
      [
        { dex: { additionalClients: [{ id: "a", redirectUris: [text] }] } },
        "dex.additionalClients[0].redirectUris[0]",
        /^is (?:not a|neither an https nor an http) URL\. Write it like /,
      ] as const,
  ),
  [
    { membership: { additionalClients: [{ id: "a", redirectUris: ["myapp://callback"] }] } },
    "membership.additionalClients[0].redirectUris[0]",
    "is neither an https nor an http URL. Write it like https://app.example.com/callback.",
  ],
  ...(
    [
      [preset("keycloak", { url: "https://h", realm: "/realms/a" }), "realm"],
      [preset("entra-id", { tenantId: "https://login.microsoftonline.com/t" }), "tenantId"],
      [
        preset("okta", { domain: "a.okta.com", authorizationServer: "/oauth2/default" }),
        "authorizationServer",
      ],
      [preset("ping", { environmentId: "https://auth.pingone.eu/a/as" }), "environmentId"],
      [preset("aws-cognito", { userPoolId: "arn:aws:cognito-idp:a:1:userpool/b" }), "userPoolId"],
      [preset("authentik", { url: "https://h", application: "a/" }), "application"],
      [
        connector({
          type: "microsoft",
          id: "m",
          name: "M",
          config: { ...oidc, tenant: "https://login.microsoftonline.com/t" },
        }),
        "config.tenant",
      ],
    ] as const
  ).map(
    ([change, field]) =>
      [
        change,
        `dex.connectors[0].${field}`,
        "must be only an id or a name, without / : ? or #. Write it without the URL or path around it.",
      ] as const,
  ),
];
