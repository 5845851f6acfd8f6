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
 * The fctl command that sets an organization's e-mail domain, whose users join it when they log in
 * first, and their policy. fctl knows policies by number; what a command leaves out stays, so a
 * policy that the seed writes by its name is left out.
 */
export function domainCommand(organization: JoinedOrganization): string {
  const { id, name, domain, defaultPolicy, defaultPolicyId } = organization;
  const policy = defaultPolicy ?? defaultPolicyId?.toString();
  const isNumber = policy !== undefined && /^\d+$/.test(policy);
  return [
    `fctl cloud organizations update ${id}`,
    `--name ${shellWord(name)}`,
    `--domain ${domain ?? "<domain>"}`,
    ...(policy !== undefined && !isNumber ? [] : [`--default-policy-id ${policy ?? "<number>"}`]),
  ].join(" ");
}
