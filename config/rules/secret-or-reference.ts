import type { Path } from "../path";
import type { Rule, RuleContext } from "./context";

/** A secret is either written or in an existing Secret, and present if required. */
export const secretOrReferenceRule: Rule = (context) => {
  for (const app of ["console", "portal"] as const) {
    exclusive(context, [app], "cookieSecret", "cookieSecretRef");
    exclusive(context, [app, "oauthClient"], "secret", "secretRef");
    exclusive(context, [app, "sentry"], "authToken", "authTokenSecret");
  }
  exclusive(context, ["membership"], "grpcTokens", "grpcTokensSecret");
  exclusive(context, ["dex", "membershipClient"], "secret", "secretRef");
  exclusive(context, ["dex", "signer", "vault"], "token", "tokenSecret");
  for (const index of (context.config.membership?.additionalClients ?? []).keys()) {
    exclusive(context, ["membership", "additionalClients", index], "secret", "secretRef");
  }
  checkProvider(context);
  checkNats(context);
};

function exclusive(context: RuleContext, path: Path, ...keys: string[]): void {
  const given = keys.filter((key) => context.has(...path, key));
  if (given.length < 2) return;
  context.report(path, `has ${given.join(" and ")}. Keep one of them.`);
}

function checkProvider(context: RuleContext): void {
  if (!context.has("oidc")) return;
  exclusive(context, ["oidc"], "clientSecret", "clientSecretRef");
  if (context.has("oidc", "clientSecret")) return;
  if (!context.has("oidc", "clientSecretRef")) {
    context.report(
      ["oidc", "clientSecret"],
      `is missing. Membership needs it, or clientSecretRef, at the provider:\n${context.secretCommand("oidc", "clientSecret")}`,
    );
  } else if (context.config.oidc?.connector === true) {
    context.report(
      ["oidc", "connector"],
      "needs oidc.clientSecret: Membership's configuration file holds the secret itself, and can't refer to an existing one. Give clientSecret, or leave connector out.",
    );
  }
}

function checkNats(context: RuleContext): void {
  if (!context.has("nats")) return;
  exclusive(context, ["nats"], "url", "urlSecret", "servers");
  exclusive(context, ["nats"], "user", "userSecret");
  exclusive(context, ["nats"], "password", "passwordSecret");
  const has = (...keys: string[]) => keys.some((key) => context.has("nats", key));
  if (!has("url", "urlSecret", "servers")) {
    context.report(
      ["nats"],
      `needs a url, a urlSecret or servers:\n${context.secretCommand("nats", "url")}`,
    );
  }
  const login = ["user", "userSecret", "password", "passwordSecret"].filter((key) => has(key));
  if (login.length === 0) return;
  if (!has("servers")) {
    for (const key of login) {
      context.report(
        ["nats", key],
        "has no effect without nats.servers: the url already holds the login. Remove it, or give servers instead of the url.",
      );
    }
    return;
  }
  const missing = [
    ...(has("user", "userSecret") ? [] : ["user or userSecret"]),
    ...(has("password", "passwordSecret") ? [] : ["password or passwordSecret"]),
    ...(has("userSecret") && has("password") ? ["passwordSecret instead of password"] : []),
  ];
  if (missing.length > 0) context.report(["nats"], `needs ${missing.join(" and ")} for its login.`);
}
