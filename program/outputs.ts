import * as pulumi from "@pulumi/pulumi";
import type { ControlPlane } from "../components";

/** The stack's outputs: addresses, the first login, and the commands to go on with. */
export function outputs(controlPlane: ControlPlane) {
  return {
    consoleUrl: controlPlane.consoleUrl,
    portalUrl: controlPlane.portalUrl,
    membershipUrl: controlPlane.membershipIssuer,
    loginIssuer: controlPlane.loginIssuer,
    redirectUri: controlPlane.redirectUri,
    connectorRedirectUri: controlPlane.connectorRedirectUri,
    namespace: controlPlane.namespace,
    firstLoginEmail: controlPlane.firstLoginEmail,
    firstLoginPassword: controlPlane.firstLoginPassword,
    localPasswords: controlPlane.localPasswords,
    fctlLogin: pulumi.interpolate`fctl login --membership-uri ${controlPlane.membershipIssuer}`,
    caCertificate: controlPlane.caCertificate,
    seed: controlPlane.seedSummary,
    stackClientSecrets: controlPlane.stackClientSecrets,
  };
}
