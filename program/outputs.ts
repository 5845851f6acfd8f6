import * as pulumi from "@pulumi/pulumi";
import type { ControlPlane } from "../components";
import type { StackConfig } from "../config";
import { domainCommand } from "../seed/domain-command";

/** The stack's outputs: addresses, the first login, and the commands to go on with. */
export function outputs(controlPlane: ControlPlane, config: StackConfig) {
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
    fctlAutoSignIn: autoSignIn(controlPlane, config),
    organizationIds: controlPlane.organizationIds,
    caCertificate: controlPlane.caCertificate,
    seed: controlPlane.seedSummary,
    stackClientSecrets: controlPlane.stackClientSecrets,
  };
}

/** The commands that change the e-mail domain by which users join an organization, by its name. */
function autoSignIn(
  { organizationIds }: ControlPlane,
  { seed }: StackConfig,
): pulumi.Output<Record<string, string>> {
  const organizations = seed?.organizations ?? [];
  return organizationIds.apply((ids) =>
    Object.fromEntries(
      organizations.flatMap((organization) => {
        const { name, domain } = organization;
        const id = ids[name];
        return id === undefined || domain === undefined
          ? []
          : [[name, domainCommand({ ...organization, id })]];
      }),
    ),
  );
}
