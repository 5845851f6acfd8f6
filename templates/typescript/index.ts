import * as pulumi from "@pulumi/pulumi";
import { ControlPlane, type ControlPlaneArgs } from "formance-control-plane";

const config = new pulumi.Config();

const logins: Record<string, () => ControlPlaneArgs["dex"]> = {
  // A local administrator with a generated password, until you have a provider.
  local: () => ({ admin: { enabled: true } }),
  oidc: () => ({
    connectors: [
      {
        type: "oidc",
        id: "oidc",
        name: "Single sign-on",
        config: {
          issuer: config.require("loginIssuer"),
          clientID: config.require("loginClientId"),
          clientSecret: config.requireSecret("loginClientSecret"),
        },
      },
    ],
  }),
};
const login = logins[config.require("login")];
if (login === undefined) {
  throw new pulumi.RunError("Set login to oidc or local: pulumi config set login local");
}

const controlPlane = new ControlPlane("formance", {
  domain: config.require("domain"),
  database: {
    managed: true,
    host: config.require("databaseHost"),
    admin: {
      user: config.require("databaseAdmin"),
      password: config.requireSecret("databaseAdminPassword"),
    },
  },
  dex: login(),
  ingress: { tls: { mode: "cert-manager", issuer: config.require("certificateIssuer") } },
});

export const consoleUrl = controlPlane.consoleUrl;
export const portalUrl = controlPlane.portalUrl;
export const connectorRedirectUri = controlPlane.connectorRedirectUri;
export const firstLoginEmail = controlPlane.firstLoginEmail;
export const firstLoginPassword = controlPlane.firstLoginPassword;
