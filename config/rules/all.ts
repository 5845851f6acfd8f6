import type { ConfigCommands } from "../commands";
import type { Path } from "../path";
import type { Finding } from "../problem";
import type { StackConfigInput } from "../schema";
import { RuleContext, type Loose, type Rule } from "./context";
import { adoptRule } from "./adopt";
import { certificateSecretsRule } from "./certificate-secrets";
import { databaseTlsRule } from "./database-tls";
import { databaseUrlRule } from "./database-url";
import { databaseRule } from "./database";
import { dexFrontendRule } from "./dex-frontend";
import { dexReleaseRule } from "./dex-release";
import { dexIgnoredSettingsRule } from "./dex-ignored-settings";
import { dexOverridesRule } from "./dex-overrides";
import { dexRule } from "./dex";
import { dexSectionsRule } from "./dex-sections";
import { dexVariablesRule } from "./dex-variables";
import { externalSecretsRule } from "./external-secrets";
import { gatewayRule } from "./gateway";
import { generationsRule } from "./generations";
import { hostsRule } from "./hosts";
import { identityRule } from "./identity";
import { ingressRule } from "./ingress";
import { insecureVariablesRule } from "./insecure-variables";
import { licenceRule } from "./licence";
import { membershipRule } from "./membership";
import { namespaceRule } from "./namespace";
import { networkRule } from "./network";
import { ownVariablesRule } from "./own-variables";
import { podPartsRule } from "./pod-parts";
import { podSecurityRule } from "./pod-security";
import { productionRule } from "./production";
import { secretOrReferenceRule } from "./secret-or-reference";
import { seedRule } from "./seed";
import { targetGroupsRule } from "./target-groups";
import { trustRule } from "./trust";
import { workloadRule } from "./workload";

const rules: readonly Rule[] = [
  adoptRule,
  certificateSecretsRule,
  databaseRule,
  databaseTlsRule,
  databaseUrlRule,
  dexOverridesRule,
  dexRule,
  dexFrontendRule,
  dexReleaseRule,
  dexIgnoredSettingsRule,
  dexSectionsRule,
  dexVariablesRule,
  externalSecretsRule,
  gatewayRule,
  generationsRule,
  hostsRule,
  identityRule,
  ingressRule,
  insecureVariablesRule,
  licenceRule,
  membershipRule,
  namespaceRule,
  networkRule,
  ownVariablesRule,
  podPartsRule,
  podSecurityRule,
  productionRule,
  secretOrReferenceRule,
  seedRule,
  targetGroupsRule,
  trustRule,
  workloadRule,
];

/** What is wrong across fields. `sound` is the config without the values the schema refused. */
export function checkRules(
  project: string,
  sound: unknown,
  written: unknown,
  refused: readonly Path[],
  commands: ConfigCommands,
  placeOf?: (path: Path) => Path,
): Finding[] {
  // All values of a wrong type have been removed, so the rest matches the input type.
  const context = new RuleContext(
    project,
    sound as Loose<StackConfigInput>,
    written,
    refused,
    commands,
    placeOf,
  );
  for (const rule of rules) rule(context);
  return context.findings;
}
