import { shellWord } from "../messages/shell-word";
import type { OrganizationSpecification } from "./schema";

/** An organization that users join by the domain of their e-mail addresses. */
export interface JoinedOrganization extends Partial<
  Pick<OrganizationSpecification, "domain" | "defaultPolicy" | "defaultPolicyId">
> {
  readonly id: string;
  readonly name: string;
}

/**
 * The fctl command that sets an organization's e-mail domain, whose users join it at their first
 * login with its default policy. fctl keeps what a command leaves out, so the policy is named only
 * where there is none yet; fctl knows it by its number.
 */
export function domainCommand(organization: JoinedOrganization): string {
  const { id, name, domain, defaultPolicy, defaultPolicyId } = organization;
  const hasPolicy = defaultPolicy !== undefined || defaultPolicyId !== undefined;
  return [
    `fctl cloud organizations update ${id}`,
    `--name ${shellWord(name)}`,
    `--domain ${domain ?? "<domain>"}`,
    ...(hasPolicy ? [] : ["--default-policy-id <number>"]),
  ].join(" ");
}
